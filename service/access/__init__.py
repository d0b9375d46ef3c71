"""Who may call: keys, what each may do and how often, checked before a request is read."""
