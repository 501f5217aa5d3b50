-- 缴费. Money is whole cents. What a race could break is held here: one open order for a thing, one payment for a number of the platform,
-- no more given back than came in, no receipt number twice or left out, no card below nothing.
create schema payment;

create table payment."order" (
  id uuid primary key,
  -- 18 digits; at the platform with a letter for the way of paying.
  number text not null unique check (number ~ '^\d{18}$'),
  -- The job of the flow that waits for it.
  job uuid not null unique,
  application_id uuid not null,
  service_id text not null,
  node text not null,
  -- What is paid for: of one thing of a service only one order is open.
  item text not null,
  subject text not null,
  payer text not null,
  amount bigint not null check (amount > 0),
  platform text,
  status text not null check (status in ('open', 'paid', 'closed')),
  close_reason text check (close_reason in ('time-out', 'abandoned')),
  opened_at timestamptz not null,
  -- 锁价: until then the amount stands.
  due_at timestamptz not null,
  ended_at timestamptz,
  -- The ways of paying that the platform has opened, each with its address.
  ways jsonb not null default '{}',
  -- When to ask the platform next, while it is open.
  look_at timestamptz not null,
  -- When to tell the flow (again); null: it knows.
  tell_at timestamptz,
  check ((status = 'open') = (ended_at is null)),
  check ((status = 'closed') = (close_reason is not null))
);
create unique index order_open on payment."order" (service_id, item) where status = 'open';
create index order_look on payment."order" (look_at) where status = 'open';
create index order_tell on payment."order" (tell_at) where tell_at is not null;
create index order_application on payment."order" (application_id);
create index order_payer on payment."order" (payer, opened_at desc, id desc);
create index order_newest on payment."order" (opened_at desc, id desc);

-- 锁价: what has been asked for changes no more.
create function payment.keep_price() returns trigger language plpgsql as $$
begin
  if new.amount <> old.amount or new.number <> old.number or new.payer <> old.payer then
    raise exception 'an order keeps its amount, number and payer';
  end if;
  return new;
end $$;
create trigger order_keeps_price before update on payment."order" for each row execute function payment.keep_price();

-- Money that has come in, each by the platform's number. One of an order settles it; the others go back.
create table payment.payment (
  id uuid primary key,
  order_id uuid not null references payment."order",
  platform text not null,
  channel_number text not null,
  amount bigint not null check (amount > 0),
  paid_at timestamptz not null,
  known_at timestamptz not null,
  -- How we came to know: a notification, our question, a reconciliation.
  via text not null check (via in ('notification', 'query')),
  verdict text not null check (verdict in ('settles', 'doubled', 'late', 'wrong-amount')),
  refunded bigint not null default 0,
  unique (platform, channel_number),
  check (refunded between 0 and amount)
);
create unique index payment_settles on payment.payment (order_id) where verdict = 'settles';
create index payment_order on payment.payment (order_id);
create index payment_day on payment.payment (platform, paid_at);

-- Every notification that was genuine, once. Never its content.
create table payment.notification (
  platform text not null,
  id text not null,
  at timestamptz not null,
  channel_number text not null,
  order_number text not null,
  outcome text not null,
  primary key (platform, id)
);

create table payment.refund (
  id uuid primary key,
  number text not null unique,
  payment_id uuid not null references payment.payment,
  order_id uuid not null references payment."order",
  amount bigint not null check (amount > 0),
  cause text not null check (cause in ('doubled', 'late', 'wrong-amount', 'abandoned', 'changed', 'asked')),
  reason text not null,
  asked_by text,
  -- The request's key: pressing twice asks once.
  key text not null unique,
  at timestamptz not null,
  status text not null check (status in ('waiting', 'accepted', 'done', 'stuck')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  done_at timestamptz,
  error text,
  check ((status = 'done') = (done_at is not null))
);
create index refund_due on payment.refund (due_at) where status in ('waiting', 'accepted');
create index refund_order on payment.refund (order_id);
create index refund_payment on payment.refund (payment_id);

-- 连续编号: drawn in the transaction that uses it, so that one given up leaves no gap.
create table payment.counter (
  period text primary key,
  last bigint not null
);

create table payment.receipt (
  number text primary key,
  order_id uuid not null unique references payment."order",
  at timestamptz not null,
  -- What the code on the paper says.
  code text not null unique
);

-- 对账: a day's bill of the platform, held against what we know.
create table payment.reconciliation (
  platform text not null,
  day date not null,
  at timestamptz not null,
  by text not null,
  source text not null check (source in ('fetched', 'uploaded')),
  lines integer not null,
  their_amount bigint not null,
  our_lines integer not null,
  our_amount bigint not null,
  primary key (platform, day)
);

create table payment.difference (
  id uuid primary key,
  platform text not null,
  day date not null,
  kind text not null check (kind in ('missing-here', 'missing-there', 'amount-differs', 'doubled')),
  what text not null check (what in ('payment', 'refund')),
  channel_number text not null,
  order_number text not null,
  ours bigint,
  theirs bigint,
  settled_at timestamptz,
  settled_by text,
  note text,
  foreign key (platform, day) references payment.reconciliation,
  unique (platform, day, kind, what, channel_number)
);

-- 经费卡: what may be spent stands here; no transfer takes it below nothing.
create table payment.card (
  id text primary key,
  number text not null unique,
  name text not null,
  unit_id text not null,
  leader text,
  purposes text[] not null default '{}',
  balance bigint not null check (balance >= 0)
);

create table payment.transfer (
  -- The job of the flow that asked for it: done again it is the same.
  id uuid primary key,
  voucher text not null unique,
  application_id uuid not null,
  service_id text not null,
  subject text not null,
  amount bigint not null check (amount > 0),
  at timestamptz not null
);
create index transfer_newest on payment.transfer (at desc, id desc);
create index transfer_application on payment.transfer (application_id);

create table payment.entry (
  transfer_id uuid not null references payment.transfer,
  card_id text not null references payment.card,
  -- Out is negative; those of a transfer come to nothing.
  amount bigint not null check (amount <> 0),
  balance bigint not null,
  primary key (transfer_id, card_id)
);
create index entry_card on payment.entry (card_id);
