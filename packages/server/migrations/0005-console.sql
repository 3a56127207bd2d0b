-- What vendors gave back, by day, for the console's overview. Refunds are few: the index costs little.
CREATE INDEX refunds_of_vendor ON refunds (vendor, at);
