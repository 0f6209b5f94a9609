"""Ctrl-C in a stream of results: the stream ends there, and what is done is reported."""

import signal
import threading
from collections.abc import Iterator
from typing import Any, TypeVar

T = TypeVar("T")


class Stopping:
    """Knows whether Ctrl-C has been pressed; a second one, or one while a report is written out, ends the program."""

    def __init__(self) -> None:
        self.stopped = False
        self._working = False

    def until(self, results: Iterator[T]) -> Iterator[T]:
        """Yield results until they end or Ctrl-C is pressed; work on the one that is due then is dropped."""
        if threading.current_thread() is not threading.main_thread():  # only that one hears of signals
            yield from results
            return
        before = signal.signal(signal.SIGINT, self._heard)
        try:
            while not self.stopped:
                self._working = True
                try:
                    result = next(results)
                except StopIteration:
                    return
                self._working = False
                yield result
        except KeyboardInterrupt:
            self.stopped = True
        finally:
            self._working = False
            signal.signal(signal.SIGINT, before)
            if hasattr(results, "close"):
                results.close()

    def _heard(self, number: int, frame: Any) -> None:
        again, self.stopped = self.stopped, True
        if self._working or again:
            raise KeyboardInterrupt
