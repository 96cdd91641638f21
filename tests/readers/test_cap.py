"""CAP out of files: real messages as they are, each refusal in words, and our own writing read back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dutyroom.actions.errors import said_of_file
from dutyroom.readers.cap import LARGEST_MB, read_cap, read_cap_bytes
from dutyroom.readers.document import ReadFailure
from dutyroom.readers.reading import Reader
from dutyroom.readers.wire import packed, unpacked
from dutyroom.rules.cap_message import CapIdentity, CapReference, chosen_info, colour_of, facts_of, message_of
from dutyroom.rules.cap_text import cap_text, envelope_text
from dutyroom.rules.warning import Colour, Message, Status, WarningFacts
from dutyroom.rules.wording import ENGLISH

REAL = Path(__file__).resolve().parents[3] / "shared" / "real" / "cap"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="the real messages lie beside the project only")
SENT = datetime(2026, 11, 23, 3, 30, tzinfo=UTC)
GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>A1</identifier><sender>qx@zz</sender>
<sent>2026-11-23T11:30:00+08:00</sent><status>Exercise</status><msgType>Alert</msgType><scope>Public</scope>
<info><language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>Immediate</urgency>
<severity>Severe</severity><certainty>Likely</certainty><headline>市气象台发布暴雨橙色预警</headline>
<area><areaDesc>金水区</areaDesc><polygon>1,1 1,2 2,2 1,1</polygon></area></info></alert>"""


def refused(content: bytes) -> str:
    with pytest.raises(ReadFailure) as caught:
        read_cap_bytes(content)
    return said_of_file(caught.value.detail, dict(caught.value.facts), ENGLISH, UTC)


@needs_real
@pytest.mark.parametrize(
    ("name", "event", "status", "areas", "references"),
    [
        ("australia.cap", "Fire", "Actual", 1, 0),
        ("canada.cap", "thunderstorm", "Actual", 2, 2),
        ("earthquake.cap", "Earthquake", "Actual", 1, 0),
        ("example1.xml", "Homeland Security Advisory System Update", "Actual", 1, 0),
        ("example2.xml", "SEVERE THUNDERSTORM", "Actual", 1, 0),
        ("example3.xml", "Earthquake", "Actual", 1, 1),
        ("example4.xml", "Child Abduction", "Actual", 1, 0),
        ("wcatwc-warning.cap", "Tsunami Warning", "Actual", 1, 1),
        ("weather.cap", "Flash Flood Watch", "Actual", 1, 0),
    ],
)
def test_real_messages_are_read_as_they_are(name, event, status, areas, references):
    (message,) = read_cap(REAL / name)
    info = chosen_info(message.infos, "en")
    assert info is not None
    assert (info.event, message.status, len(info.areas), len(message.references)) == (event, status, areas, references)
    assert message.sent.tzinfo is not None


@needs_real
def test_the_real_message_without_a_scope_and_the_feed_are_refused_with_the_reason():
    assert refused((REAL / "invalid.cap").read_bytes()) == "<scope> is missing in <alert>."
    assert "feed" in refused((REAL / "weather_index.atom").read_bytes())
    assert read_cap(REAL / "no_optional_fields.cap")[0].infos == ()


@needs_real
def test_of_several_languages_the_office_s_is_kept():
    (message,) = read_cap(REAL / "canada.cap")
    assert [chosen_info(message.infos, tongue).language for tongue in ("fr", "zh_CN")] == ["fr-CA", "en-CA"]


def test_it_is_read_in_the_reading_process_and_comes_back_the_same(tmp_path):
    path = tmp_path / "a.xml"
    path.write_text(GOOD, "utf-8")
    with Reader() as reader:
        found = reader.read_cap(path)
        path.write_text("no xml", "utf-8")
        failed = reader.read_cap(path)
    assert found.messages == read_cap_bytes(GOOD.encode())
    assert (failed.result, failed.detail) == ("unsupported", "cap.no_xml")
    assert unpacked(packed(found)) == found


@pytest.mark.parametrize(
    ("there", "instead", "sentence"),
    [
        ("<identifier>A1</identifier>", "", "<identifier> is missing in <alert>."),
        ("<sender>qx@zz</sender>", "<sender> </sender>", "<sender> is missing in <alert>."),
        ("<sent>2026-11-23T11:30:00+08:00</sent>", "", "<sent> is missing in <alert>."),
        ("+08:00", "", "<sent> says “2026-11-23T11:30:00”, which is no time with a time zone."),
        ("Exercise", "Real", "<status> says “Real”; the standard knows Actual, Exercise, System, Test, Draft."),
        ("Alert<", "Alarm<", "<msgType> says “Alarm”; the standard knows Alert, Update, Cancel, Ack, Error."),
        ("<event>暴雨</event>", "", "<event> is missing in <info>."),
        ("<areaDesc>金水区</areaDesc>", "", "<areaDesc> is missing in <area>."),
        ("cap:1.2", "cap:1.0", "The file is no CAP message: it begins with <alert>, not with <alert> of CAP 1.1 or 1.2."),
        ("</info>", "", "The XML is broken in line 6."),
        ("</alert>", "", "The file is cut off: its end is missing. Fetch it again."),
        ("A1", "&leak;", "The XML is broken in line 2."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_element(there, instead, sentence):
    assert refused(GOOD.replace(there, instead, 1).encode()) == sentence


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE alert [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY leak "&b;&b;&b;">]>',
        '<!DOCTYPE alert [<!ENTITY leak SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE alert SYSTEM "http://127.0.0.1:1/evil.dtd">',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_types_and_entities_are_never_read(dtd, encoding):
    content = GOOD.replace("\n<alert", f"\n{dtd}<alert", 1).replace("A1", "&leak;").replace("UTF-8", encoding)
    assert "DOCTYPE" in refused(content.encode(encoding))


def test_a_file_that_is_too_large_is_not_opened_and_a_cut_one_is_named(tmp_path):
    path = tmp_path / "large.xml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(ReadFailure) as caught:
        read_cap(path)
    assert (caught.value.detail, caught.value.facts) == ("file.too_large", {"limit": LARGEST_MB})
    assert "cut off" in refused(GOOD.encode()[:300])
    assert refused(b"") == "The file is empty."


def test_other_encodings_and_prefixes_are_read():
    gbk = GOOD.replace("UTF-8", "GB18030").encode("gb18030")
    prefixed = GOOD.replace("<alert xmlns=", "<c:alert xmlns:c=").replace("</alert", "</c:alert")
    for name in ("identifier", "sender", "sent", "status", "msgType", "scope"):
        prefixed = prefixed.replace(f"<{name}>", f"<c:{name}>").replace(f"</{name}>", f"</c:{name}>")
    assert read_cap_bytes(gbk) == read_cap_bytes(GOOD.encode()) == read_cap_bytes(b"\xef\xbb\xbf" + GOOD.encode())
    assert read_cap_bytes(prefixed.encode())[0].identifier == "A1"


def test_the_colour_is_what_the_message_names_and_never_its_severity():
    (message,) = read_cap_bytes(GOOD.encode())
    assert colour_of(message.infos[0]) == Colour.ORANGE
    assert message.infos[0].shapes == 1
    (bare,) = read_cap_bytes(GOOD.replace("橙色", "").encode())
    assert colour_of(bare.infos[0]) == ""
    meteo = GOOD.replace("橙色", "").replace(
        "<area>",
        "<parameter><valueName>awareness_level</valueName><value>3; yellow; Moderate</value></parameter><area>",
    )
    assert colour_of(read_cap_bytes(meteo.encode())[0].infos[0]) == Colour.YELLOW


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=40).map(
    lambda text: " ".join(text.split()) or "x"
)


@given(
    event=WORDS,
    watch=WORDS,
    colour=st.sampled_from([*(colour.value for colour in Colour), ""]),
    status=st.sampled_from(Status),
    areas=st.lists(WORDS, max_size=3, unique=True),
    hours=st.integers(1, 500),
)
def test_what_is_written_is_read_back(event, watch, colour, status, areas, hours):
    facts = WarningFacts(
        event=event, colour=colour, source="市气象台", issued_at=SENT, expires_at=SENT + timedelta(hours=hours),
        areas="\n".join(areas), watch=watch, action="停课 & 转移 <低洼地带>", title="标题", category="Met",
        urgency="Expected", certainty="Likely", severity="" if colour else "Unknown", status=status,
    )  # fmt: skip
    before = CapReference(sender="qx@zz", identifier="A0", sent="2026-11-23T10:00:00+08:00")
    identity = CapIdentity(identifier="A1", sender="qx@zz", message=Message.UPDATE, references=(before,))
    message = message_of(facts, identity, SENT, "zh_CN")
    (read,) = read_cap_bytes(cap_text(message).encode())
    assert read.references == (before,)
    back = facts_of(read, read.infos[0])
    assert (back.event, back.colour, back.status, back.areas) == (event, colour, status, facts.areas)
    assert (back.watch, back.action, back.expires_at, back.issued_at) == (watch, facts.action, facts.expires_at, SENT)


def test_several_messages_travel_in_one_envelope():
    (message,) = read_cap_bytes(GOOD.encode())
    text = envelope_text([message, message], "E1", "郑州市 总值班室", SENT, UTC)
    assert [each.identifier for each in read_cap_bytes(text.encode())] == ["A1", "A1"]
