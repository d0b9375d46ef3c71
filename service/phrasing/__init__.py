"""A language model may say an answer in its own words; what it says is checked before it is given.

Off unless an endpoint is configured. The model sees the question and the cited spans, nothing
else, and whatever it returns passes `service.answering.verification` sentence by sentence.
"""
