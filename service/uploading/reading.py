"""Has uploads read by a process of its own, within a time limit."""

from __future__ import annotations

import logging
import pickle
import subprocess
import sys
from typing import Final

from service.uploading.errors import InvalidUpload
from service.uploading.records import ReadFiles, ReadingJob

logger = logging.getLogger(__name__)

# -P: the folder that the service was started in is no place to import from.
_READER: Final = (sys.executable, "-P", "-m", "service.uploading.reader")


def read_apart(job: ReadingJob, *, timeout_s: float) -> ReadFiles:
    """Read the files of a job in another process.

    Raises:
        TimeoutError: If it takes longer; the process is ended.
        InvalidUpload: If the process did not survive the files.
    """
    try:
        done = subprocess.run(
            _READER,
            input=pickle.dumps(job, pickle.HIGHEST_PROTOCOL),
            stdout=subprocess.PIPE,
            timeout=timeout_s,
            start_new_session=True,  # an interrupt of the service lets it finish what it has begun
        )
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error
    if done.returncode != 0:
        logger.error("the process that reads uploads ended with %d", done.returncode)
        raise InvalidUpload(
            "The upload could not be read: a reader broke off on it. Send its files one by one."
        )
    read: ReadFiles = pickle.loads(done.stdout)
    return read
