-- What people are told by mail: what became of each mail, and which receipts they want.

-- What somebody chose, and whether mails reach them; no row: as for everybody.
CREATE TABLE notice_people (
  user_id bytea PRIMARY KEY,
  -- `each`, `daily` or `none`; NULL: not chosen.
  receipts text,
  -- How many mails came back for good since the address was confirmed last.
  bounces integer NOT NULL DEFAULT 0,
  bounced_at bigint,
  -- Status of RFC 3463, `5.1.1`, or of SMTP.
  bounce_status text
) WITH (fillfactor = 70);

-- One notice to one user. What it says is read in the log when it is sent or listed.
CREATE TABLE notices (
  id bytea PRIMARY KEY,
  user_id bytea NOT NULL,
  -- The account or the vendor that it is about.
  payer bytea,
  vendor bytea,
  -- Type of the event that it tells, or `gathered`, or `confirm_address`.
  type text NOT NULL,
  class text NOT NULL,
  -- The event in the log: its operation, and its place among the operation's events.
  operation bytea,
  place integer,
  -- Receipts told as one: how many, sums by currency, and where in the log the first of them stand.
  gathered jsonb,
  -- While more may come: of which hour or day.
  gathering text,
  created_at bigint NOT NULL,
  due_at bigint NOT NULL,
  -- `gathering`, `waiting`, `sent`, `bounced`, `given_up`, `withheld`.
  state text NOT NULL,
  ended_at bigint,
  -- Why it did not arrive, or was not sent.
  reason text
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX notices_gathering ON notices (user_id, gathering) WHERE state = 'gathering';
CREATE INDEX notices_of_user ON notices (user_id, created_at, id);
CREATE INDEX notices_of_payer ON notices (payer, created_at, id) WHERE payer IS NOT NULL;
CREATE INDEX notices_of_vendor ON notices (vendor, created_at, id) WHERE vendor IS NOT NULL;
CREATE INDEX notices_by_age ON notices (created_at);

-- When receipts were sent again at somebody's request.
CREATE TABLE receipt_resends (
  id bytea PRIMARY KEY,
  resent jsonb NOT NULL
);
