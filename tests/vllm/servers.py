"""A real vLLM as a process on loopback: started, killed, started again. No test lives here."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Self

from tests.vllm.environment import MODEL, PLACE

_START_SECONDS = 420  # 75 to 110 on two idle cores
_QUIET = {
    "HF_HUB_OFFLINE": "1",
    "VLLM_NO_USAGE_STATS": "1",
    "DO_NOT_TRACK": "1",
    "VLLM_CPU_KVCACHE_SPACE": "1",
    "VLLM_CPU_OMP_THREADS_BIND": "nobind",
    "OMP_NUM_THREADS": "1",
}


class VllmProcess:
    """One engine with the tiny model. Use `with`; `kill` leaves no process behind."""

    def __init__(
        self, log: Path, *, model: str, max_model_len: int, max_num_seqs: int, queue: int, api_key: str | None
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.model = model
        self.api_key = api_key
        self._log = log
        self._command = [
            str(PLACE / "bin" / "vllm"),
            *("serve", str(MODEL), "--served-model-name", model),
            *("--host", "127.0.0.1", "--port", str(self.port), "--dtype", "float32", "--enforce-eager"),
            *("--max-model-len", str(max_model_len), "--max-num-seqs", str(max_num_seqs)),
            *("--max-num-queued-reqs", str(queue), "--enable-prompt-tokens-details"),
            *("--structured-outputs-config", '{"backend":"xgrammar","disable_any_whitespace":true}'),
            *(("--api-key", api_key) if api_key else ()),
        ]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def base_url(self) -> str:
        """As settings name it."""
        return f"http://127.0.0.1:{self.port}/v1"

    def __enter__(self) -> Self:
        self.start()
        self.wait()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()

    def start(self) -> None:
        """Start the process, in a group of its own: it has children."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=os.environ | _QUIET,
                start_new_session=True,
            )

    def wait(self) -> None:
        """Until its pages answer. Fails with the end of its log where it ended instead."""
        assert self._process is not None
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until:
            if self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=2):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(1)
        raise AssertionError(f"vLLM did not start:\n{self._log.read_text()[-3000:]}")

    def kill(self) -> None:
        """End it at once, children too."""
        if self._process is not None:
            if self._process.poll() is None:
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def revive(self) -> None:
        """Start it again where it was, and wait for it."""
        self.start()
        self.wait()
