"""The courier: the only bridge between the window's thread and the store's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar
from weakref import ref

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from dutyroom.data.store import Changed as Changed
from dutyroom.data.store import Store
from dutyroom.data.trouble import Trouble
from dutyroom.rules.officer import SYSTEM, Author
from dutyroom.rules.refusal import Refusal

Answer = TypeVar("Answer")
_WATCH_MS = 2000


class Courier(QObject):
    """Takes questions to the reading thread, commands to the writing thread, other work to a third.

    Answers come back on the window's thread. An answer to a question whose owner is gone is dropped; a command is
    announced all the same, and its refusal is said by ``refused_too_late``.
    """

    changed = Signal(Changed)
    """Some kinds of thing changed, whoever changed them: here, or another program (then every kind)."""
    troubled = Signal(Trouble)
    refused_too_late = Signal(Refusal)
    failed = Signal(Exception)
    """A bug: the transaction was undone."""
    author_changed = Signal(object)
    draining = Signal()
    """No more work is taken; what runs in a process of its own is to be ended."""
    _answered = Signal(object, object, object, object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._author = SYSTEM
        self._readers = ThreadPoolExecutor(1, "reading")
        self._writers = ThreadPoolExecutor(1, "writing")
        self._workers = ThreadPoolExecutor(1, "work")
        self._long_workers = ThreadPoolExecutor(1, "long work")
        self._lookers = ThreadPoolExecutor(1, "looking")
        self._pending: set[Future[Any]] = set()
        self._version: int | None = None
        self._stopped = False
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._watch = QTimer(self, interval=_WATCH_MS)
        self._watch.timeout.connect(self._look)
        self._watch.start()

    @property
    def store(self) -> Store:
        """The store that is open; only its paths, kind and clock are for the window."""
        return self._store

    @property
    def author(self) -> Author:
        """Who is signed in; commands are written in this name."""
        return self._author

    def sign(self, author: Author) -> None:
        """From now on ``author`` writes."""
        self._author = author
        self.author_changed.emit(author)

    def ask(
        self,
        owner: QObject,
        query: Callable[..., Answer],
        *args: object,
        then: Callable[[Answer], None],
        failed: Callable[[Exception], None] | None = None,
        **named: object,
    ) -> None:
        """Run ``query(session, *args)`` on the reading thread and hand its answer to ``then``."""

        def run() -> Answer:
            with self._store.reading() as session:
                return query(session, *args, **named)

        self._send(self._readers, owner, run, then, failed)

    def do(
        self,
        owner: QObject,
        action: Callable[..., Answer],
        *args: object,
        then: Callable[[Answer], None] | None = None,
        refused: Callable[[Refusal], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        author: Author | None = None,
    ) -> None:
        """Run ``action(desk, *args)`` as one transaction on the writing thread; announces what changed."""
        run = self._transaction(action, args, author or self._author)

        def announce(result: tuple[Answer, Changed]) -> None:
            if then is not None and (owner_alive := alive()) is not None and isValid(owner_alive):
                then(result[0])
            self.changed.emit(result[1])

        def stop(error: Exception) -> None:
            if isinstance(error, Refusal):
                asker = alive()
                if refused is not None and asker is not None and isValid(asker):
                    refused(error)
                else:
                    self.refused_too_late.emit(error)
                return
            if failed is not None:
                failed(error)
            self._raise(error)

        alive = ref(owner)
        self._send(self._writers, self, run, announce, stop)

    def work(
        self,
        owner: QObject,
        job: Callable[..., Answer],
        *args: object,
        then: Callable[[Answer], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run ``job(*args)``, which touches no session, on the third thread: a paper, a document."""
        self._send(self._workers, owner, lambda: job(*args), then, failed)

    def work_long(
        self,
        owner: QObject,
        job: Callable[..., Answer],
        *args: object,
        then: Callable[[Answer], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """As :meth:`work`, for a job of minutes (an import): a thread of its own, so that no paper waits for it.

        The job looks at :attr:`is_stopping` between its steps and keeps what it has by :meth:`keep`.
        """
        self._send(self._long_workers, owner, lambda: job(*args), then, failed)

    def look(
        self,
        owner: QObject,
        job: Callable[..., Answer],
        *args: object,
        then: Callable[[Answer], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """As :meth:`work`, for a foreign file that is looked at: however long it takes, no paper waits for it."""
        self._send(self._lookers, owner, lambda: job(*args), then, failed)

    def keep(self, action: Callable[..., Answer], *args: object, author: Author | None = None) -> Answer:
        """Run an action for a job and wait for it; to be called on a working thread, never on the window's.

        One transaction on the writing thread like any other, announced the same way. Raises what the action raises.
        """
        run = self._transaction(action, args, author or self._author)

        def announce(result: tuple[Answer, Changed]) -> None:
            self.changed.emit(result[1])

        future = self._writers.submit(run)
        answer, _ = future.result()
        self._answered.emit(future, ref(self), announce, None)
        return answer

    @property
    def is_stopping(self) -> bool:
        """Whether the program is closing and long work should end after the step in hand."""
        return self._stopped

    def drain(self) -> None:
        """Take no more work, wait for what was begun, stop watching."""
        if self._stopped:
            return
        self._stopped = True
        self._watch.stop()
        self.draining.emit()
        # Work first: what it is keeping still needs the writing thread.
        for pool in (self._long_workers, self._workers, self._writers, self._readers, self._lookers):
            pool.shutdown(wait=True, cancel_futures=pool is not self._writers)

    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._pending

    def _transaction(
        self, action: Callable[..., Answer], args: Sequence[object], author: Author
    ) -> Callable[[], tuple[Answer, Changed]]:
        def run() -> tuple[Answer, Changed]:
            with self._store.desk(author) as desk:
                answer = action(desk, *args)
            return answer, Changed(frozenset(desk.changed))

        return run

    def _send(
        self,
        pool: ThreadPoolExecutor,
        owner: QObject,
        run: Callable[[], Answer],
        then: Callable[[Answer], None],
        failed: Callable[[Exception], None] | None,
    ) -> None:
        if self._stopped:
            return
        future = pool.submit(run)
        self._pending.add(future)
        asker = ref(owner)
        future.add_done_callback(lambda done: self._answered.emit(done, asker, then, failed))

    @Slot(object, object, object, object)
    def _deliver(
        self,
        future: Future[Any],
        asker: Callable[[], QObject | None],
        then: Callable[[Any], None],
        failed: Callable[[Exception], None] | None,
    ) -> None:
        self._pending.discard(future)
        owner = asker()
        if future.cancelled() or owner is None or not isValid(owner):
            return
        error = future.exception()
        if error is None:
            then(future.result())
        elif not isinstance(error, Exception):
            raise error
        elif failed is not None:
            failed(error)
        else:
            self._raise(error)

    def _raise(self, error: Exception) -> None:
        if isinstance(error, Trouble):
            self.troubled.emit(error)
        elif isinstance(error, Refusal):
            self.refused_too_late.emit(error)
        else:
            self.failed.emit(error)

    def _look(self) -> None:
        """Another program may have written: the file's data version tells."""
        if self._pending or self._stopped:
            return
        self._send(self._writers, self, self._store.data_version, self._looked, None)

    def _looked(self, version: int) -> None:
        if self._version is not None and version != self._version:
            self.changed.emit(Changed(frozenset({"*"})))
        self._version = version
