"""Phrase an answer by a language model, within a time limit, and fall back on the answer itself."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread

from service.answering.records import Answer
from service.phrasing.checking import phrased
from service.phrasing.endpoint import ChatEndpoint
from service.phrasing.errors import PhrasingFailed
from service.phrasing.prompt import messages_of
from service.phrasing.reply import read_reply

if TYPE_CHECKING:
    from service.settings import Settings

logger = logging.getLogger(__name__)


class Phraser:
    """Says answers in the words of a language model, as far as these stand the check."""

    def __init__(self, endpoint: ChatEndpoint) -> None:
        """Use an endpoint; nothing is sent yet."""
        self._endpoint = endpoint

    @classmethod
    def of(cls, settings: Settings) -> Phraser | None:
        """Return the phraser that is configured; None when there is none, which is the default."""
        if settings.llm_url is None or settings.llm_model is None:
            return None
        key = settings.llm_api_key
        endpoint = ChatEndpoint(
            settings.llm_url,
            settings.llm_model,
            key=key.get_secret_value() if key else None,
            timeout_s=settings.llm_timeout_s,
        )
        return cls(endpoint)

    async def phrase(self, answer: Answer) -> Answer:
        """Return the answer phrased, or as it was: refusals, and when nothing usable comes back.

        Cancelling the caller closes the connection to the endpoint at once.
        """
        if not answer.answered or not answer.citations:
            return answer
        question = answer.question
        messages = messages_of(question.text, answer.citations, language=question.language)
        try:
            content = await self._endpoint.complete(messages)
        except PhrasingFailed as error:
            logger.warning("the answer is not phrased: %s", error.reason)
            return answer
        # In a thread: a check takes milliseconds, which would hold up every other request.
        result = await anyio.to_thread.run_sync(lambda: phrased(answer, read_reply(content)))
        if result.removed:
            logger.info("%d sentences of the language model were removed", result.removed)
        return result

    def phrase_now(self, answer: Answer) -> Answer:
        """Phrase from code that is not asynchronous."""
        return anyio.run(self.phrase, answer)
