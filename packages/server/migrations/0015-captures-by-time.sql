-- Each vendor's captures in the order in which money moved: royalty transactions, a day's sales, the accountant's file.
CREATE INDEX captures_of_vendor ON captures (vendor, mode, at);
