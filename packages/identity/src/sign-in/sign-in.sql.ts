import type { Statement } from '@yizhan/database';
import { perAddress, perLogin } from './throttle.ts';

export interface Attempt {
  readonly login: string;
  readonly address: string;
  readonly now: Date | undefined;
}

export interface AttemptRow {
  readonly admitted: boolean;
  /** How long a refused one has to wait. */
  readonly seconds: number;
  readonly personId: string | null;
  readonly passwordHash: string | null;
}

const loginHash = "sha256(convert_to(lower($1), 'UTF8'))";
/** Of two servers' clocks the later one may ask first: no time passes backwards. */
const elapsed = 'greatest(0, extract(epoch from excluded.last_at - counted.last_at))';
const leaked = `greatest(0, counted.level - ${elapsed} * ${perAddress.leakPerSecond})`;

/**
 * Counts the attempt as a failure (a success takes it back) unless the login or the address has to wait, and
 * finds the account, all at once and in the same way for a login that nobody has. The address comes first and
 * a login is counted only when its address is admitted, so the two rows are always locked in this order.
 * Rides the primary keys and person_number.
 */
export function countAttempt({ login, address, now }: Attempt): Statement {
  return {
    name: 'identity.count_attempt',
    text: `
      with clock as (
        select coalesce($3::timestamptz, now()) as now
      ),
      address as (
        insert into identity.sign_in_address as counted (address, level, last_at)
        select $2, 1, now
        from clock
        on conflict (address) do update
        set level = ${leaked} + 1,
            last_at = excluded.last_at
        where ${leaked} + 1 <= ${perAddress.most}
        returning address
      ),
      login as (
        insert into identity.sign_in_failure as counted (login_hash, failures, last_at, locked_until)
        select ${loginHash}, 1, clock.now, clock.now
        from clock, address
        on conflict (login_hash) do update
        set (failures, last_at, locked_until) = (
          select
            failures,
            excluded.last_at,
            excluded.last_at + case
              when failures < ${perLogin.free} then interval '0'
              else interval '1 second' * least(
                ${perLogin.firstDelaySeconds} * 2 ^ least(failures - ${perLogin.free}, 20),
                ${perLogin.longestDelaySeconds}
              )
            end
          from (
            select 1 + case
              when counted.last_at < excluded.last_at - interval '${perLogin.forgottenAfterHours} hours' then 0
              else counted.failures
            end as failures
          ) as next
        )
        where counted.locked_until <= excluded.last_at
        returning failures
      )
      select
        exists (select from login) as admitted,
        case
          when exists (select from address) then coalesce(
            (
              select greatest(1, ceil(extract(epoch from failure.locked_until - clock.now)))::integer
              from identity.sign_in_failure as failure
              where failure.login_hash = ${loginHash}
            ),
            ${perLogin.firstDelaySeconds}
          )
          else ${Math.ceil(1 / perAddress.leakPerSecond)}
        end as seconds,
        account.person_id as "personId",
        account.password_hash as "passwordHash"
      from clock
      left join identity.person on lower(person.number) = lower($1) and person.active
      left join identity.account on account.person_id = person.id
    `,
    values: [login, address, now],
  };
}

export interface Opening extends Attempt {
  readonly personId: string;
  /** The hash that the password was checked against. */
  readonly passwordHash: string;
  readonly tokenHash: Buffer;
  readonly csrf: string;
  readonly ip: string;
  readonly userAgent: string;
  /** The session that the browser came with. */
  readonly replacedTokenHash: Buffer | undefined;
}

/**
 * Opens the session and forgets the failures. Answers nothing when, while the password was being checked, the
 * person was disabled or the password changed. The row of the account is locked: a change of the password that
 * ends all sessions either sees this one or is seen by it. `forgotten` asks for `taken_back` only to come after
 * it: first the address, then the login, as in countAttempt, else the two could wait for each other.
 */
export function openSession(opening: Opening): Statement {
  return {
    text: `
      with clock as (
        select coalesce($3::timestamptz, now()) as now
      ),
      person as (
        select person.*
        from identity.account
        join identity.person on person.id = account.person_id
        where account.person_id = $4
        and account.password_hash = $5
        and person.active
        for update of account
      ),
      taken_back as (
        update identity.sign_in_address
        set level = greatest(0, level - 1)
        where address = $2
        and exists (select from person)
        returning address
      ),
      forgotten as (
        delete from identity.sign_in_failure
        where login_hash = ${loginHash}
        and exists (select from person)
        and (select count(*) from taken_back) is not null
      ),
      replaced as (
        delete from identity.session
        where token_hash = $10
        and exists (select from person)
      ),
      opened as (
        insert into identity.session
          (token_hash, csrf, person_id, created_at, last_seen_at, ip, user_agent)
        select $6, $7, person.id, clock.now, clock.now, $8, $9
        from person, clock
      )
      select
        id, number, name, kind, category, unit_id as "unitId", phone, email, active
      from person
    `,
    values: [
      opening.login,
      opening.address,
      opening.now,
      opening.personId,
      opening.passwordHash,
      opening.tokenHash,
      opening.csrf,
      opening.ip,
      opening.userAgent,
      opening.replacedTokenHash,
    ],
  };
}

/** The same password at a higher cost: sessions stay. */
export function replaceHash(personId: string, earlier: string, later: string): Statement {
  return {
    text: `
      update identity.account
      set password_hash = $3
      where person_id = $1
      and password_hash = $2
    `,
    values: [personId, earlier, later],
  };
}
