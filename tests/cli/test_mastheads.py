"""``dutyroom export mastheads`` and ``import mastheads``: out, looked at, in; what is wrong is named with file, kind, field."""

from __future__ import annotations

import json


def test_heads_go_out_are_looked_at_and_come_in(typed, sample, tmp_path):
    file = tmp_path / "heads.toml"
    assert typed("export", "mastheads", "-o", file).returncode == 0
    whole = file.read_text("utf-8")
    assert typed("import", "mastheads", file).stdout.strip() == "Nothing was changed."
    file.write_text(whole.replace("值班快报", "快报"), "utf-8")
    wanted = [{"kind": "express", "field": "zh", "now": "值班快报", "then": "快报"}]
    assert json.loads(typed("import", "mastheads", file, "--dry-run", "--json").stdout) == wanted
    assert "值班快报 → 快报" in typed("import", "mastheads", file).stdout
    assert json.loads(typed("import", "mastheads", file, "--json").stdout) == []
    for wrong, said in (
        (whole.replace("contact", "contakt", 1), "heads.toml: The head of “daily-situation” has no field “contakt”"),
        (whole.replace("值班快报", "报" * 200), "heads.toml [express] zh: “" + "报" * 24 + "…” is 200 characters wide"),
        (whole.replace("[express]", "[expres]"), "heads.toml: “expres” is no kind"),
        (whole + "[", "heads.toml is no TOML"),
    ):
        file.write_text(wrong, "utf-8")
        ran = typed("import", "mastheads", file)
        assert ran.returncode == 2
        assert said in ran.stderr
    assert typed("export", "mastheads", "-o", tmp_path / "heads.csv").returncode == 2
