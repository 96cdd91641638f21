"""The store of the benchmark: whole, the same for the same seed; the program finds in it what SQL by hand finds."""

from benchmarks.filling import SEED, UNTIL
from benchmarks.notices import notices_ratios
from benchmarks.notices_fill import fill_notices
from dutyroom.data.startup import open_store
from dutyroom.data.verify import check_store


def test_it_holds_what_was_asked_for_and_every_filter_answers_as_sql_by_hand(tmp_path):
    heads = set()
    for name in ("one", "other"):
        fill_notices(tmp_path / name, notices=30, steps=300, seed=SEED, until=UNTIL)
        store = open_store(tmp_path / name, clock=lambda: UNTIL)
        with store.reading() as session:
            found = check_store(session, store.attachments)
            counts = [
                session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
                for table in ("matter", "matter_step")
            ]
        store.close()
        assert (found.problems, counts) == ((), [30, 300])
        heads.add(found.head)
    assert len(heads) == 1
    # Raises where an answer is another one than that of the hand-written statement.
    names = [ratio.name for ratio in notices_ratios(tmp_path / "one", notices=30, rounds=1)]
    assert names[-1] == "notices: the Desk"
    assert len(names) == len(set(names)) > 20
