"""The sample corpus: fictional policy documents in the formats and with the faults of real ones."""
