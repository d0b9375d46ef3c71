"""What a document says about itself: title, number, issuers, place, dates, validity."""
