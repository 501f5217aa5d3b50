-- 核验码: what the QR code of a printed application leads to. Drawn with the first print and the same on every later one;
-- nothing of the application can be guessed from it.
create table hall.verification (
  application_id uuid primary key,
  code text not null unique,
  drawn_at timestamptz not null
);
