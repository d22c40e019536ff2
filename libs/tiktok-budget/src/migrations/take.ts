/**
 * The functions of the budget. Times come as parameters, so that tests need not wait; services pass the time of the
 * database, which is one for all of them.
 *
 * `take` answers NULL: granted, make the call now; or the time at which to ask again with the same `work`. What waits
 * is remembered until then, so that whoever comes in between yields to what is more urgent.
 *
 * `close` is told of TikTok's "too often": the endpoint of the account pauses, each time twice as long while it goes
 * on (5 minutes is TikTok's own pause after a limit by the minute), and the whole app for a second.
 */
export const TAKE = `
  CREATE FUNCTION tiktok_budget.rank_of(class text) RETURNS integer IMMUTABLE LANGUAGE sql
    RETURN array_position(ARRAY['access', 'moderation', 'moderation-bulk', 'reply', 'reply-bulk', 'read', 'signal',
      'enrichment', 'healing'], class);

  /* The time between two calls at 80 % of the narrowest limit, and how far a call may be ahead of it. */
  CREATE FUNCTION tiktok_budget.spacing(of_scope text, of_endpoint text, OUT step interval, OUT slack interval)
    STABLE LANGUAGE sql SET search_path = tiktok_budget, pg_temp AS $body$
    SELECT per / (calls * 0.8), saved * (per / (calls * 0.8)) FROM limits
    WHERE scope = of_scope AND starts_with(of_endpoint, path)
    UNION ALL SELECT interval '0', interval '0'
    ORDER BY 1 DESC LIMIT 1
  $body$;

  CREATE FUNCTION tiktok_budget.spend(of_app text, of_account text, of_endpoint text, step interval, slack interval, now timestamptz)
    RETURNS void LANGUAGE sql SET search_path = tiktok_budget, pg_temp AS $body$
    INSERT INTO buckets AS known (app, account, endpoint, open_at)
    VALUES (of_app, of_account, of_endpoint, now + step - slack)
    ON CONFLICT (app, account, endpoint) DO UPDATE SET open_at = greatest(known.open_at + slack, now) + step - slack
  $body$;

  CREATE FUNCTION tiktok_budget.take(of_app text, of_account text, of_endpoint text, class text, of_work text, now timestamptz)
    RETURNS timestamptz LANGUAGE plpgsql SECURITY DEFINER SET search_path = tiktok_budget, pg_temp AS $body$
  DECLARE
    /* Who is late is waited for this long by the less urgent, and by other accounts with the same; then turns are used. */
    grace CONSTANT interval := '300 ms';
    grace_among_equals CONSTANT interval := '50 ms';
    forgotten_after CONSTANT interval := '5 s';
    longest_wait CONSTANT interval := '1 min';
    healing_share CONSTANT numeric := 0.3;
    my_rank CONSTANT integer := rank_of(class);
    whole record;
    own record;
    share_step interval := '0';
    own_open timestamptz;
    share_open timestamptz := '-infinity';
    app_open timestamptz;
    turn_at timestamptz;
    due_at timestamptz;
    my_round bigint;
    my_since timestamptz;
    other_turn timestamptz;
  BEGIN
    IF my_rank IS NULL THEN RAISE EXCEPTION 'the budget has no class %', class; END IF;
    PERFORM pg_advisory_xact_lock(hashtext('tiktok_budget'), hashtext(of_app));
    DELETE FROM waiting w WHERE w.app = of_app AND w.due_at < now - forgotten_after;

    SELECT * INTO whole FROM spacing('app', of_endpoint);
    SELECT * INTO own FROM spacing('account', of_endpoint);
    SELECT coalesce(max(b.open_at) FILTER (WHERE b.account = '' AND b.endpoint = ''), '-infinity'),
      coalesce(max(b.open_at) FILTER (WHERE b.account = of_account AND b.endpoint = of_endpoint), '-infinity'),
      coalesce(max(b.open_at) FILTER (WHERE b.endpoint = 'healing' AND class = 'healing'), '-infinity')
      INTO app_open, own_open, share_open FROM buckets b
      WHERE b.app = of_app AND (b.account, b.endpoint) IN (('', ''), ('', 'healing'), (of_account, of_endpoint));
    IF class = 'healing' THEN share_step := whole.step / healing_share; END IF;
    SELECT w.round, w.since INTO my_round, my_since FROM waiting w WHERE w.app = of_app AND w.work = of_work AND w.rank = my_rank;
    IF my_round IS NULL THEN
      my_since := now;
      my_round := 1 + greatest(
        (SELECT r.round FROM rounds r WHERE r.app = of_app AND r.rank = my_rank),
        (SELECT max(w.round) FROM waiting w WHERE w.app = of_app AND w.account = of_account AND w.rank = my_rank), 0);
    END IF;

    IF greatest(app_open, own_open, share_open) <= now AND NOT EXISTS (
      SELECT FROM waiting w
      LEFT JOIN buckets b ON b.app = w.app AND b.account = w.account AND b.endpoint = w.endpoint
      WHERE w.app = of_app AND w.due_at <= now AND w.due_at > now - grace
        AND (w.rank < my_rank OR (w.rank = my_rank AND w.account <> of_account AND w.due_at > now - grace_among_equals
          AND (w.round, w.since, w.work) < (my_round, my_since, of_work)))
        AND coalesce(b.open_at, '-infinity') <= now)
    THEN
      PERFORM spend(of_app, '', '', whole.step, whole.slack, now);
      PERFORM spend(of_app, of_account, of_endpoint, own.step, own.slack, now);
      IF class = 'healing' THEN PERFORM spend(of_app, '', 'healing', share_step, interval '0', now); END IF;
      INSERT INTO rounds AS known (app, rank, round) VALUES (of_app, my_rank, my_round)
        ON CONFLICT (app, rank) DO UPDATE SET round = greatest(known.round, excluded.round);
      DELETE FROM waiting w WHERE w.app = of_app AND w.work = of_work;
      RETURN NULL;
    END IF;

    /* The first turn that is not promised to somebody who goes first. */
    SELECT greatest(now, app_open, own_open + own.step * count(*) FILTER (WHERE w.account = of_account AND w.endpoint = of_endpoint),
        share_open + share_step * count(*) FILTER (WHERE class = 'healing' AND w.rank = my_rank))
      INTO turn_at FROM waiting w
      WHERE w.app = of_app AND (w.account = of_account OR class = 'healing')
        AND (w.rank, w.round, w.since, w.work) < (my_rank, my_round, my_since, of_work);
    FOR other_turn IN
      SELECT w.turn_at FROM waiting w
      WHERE w.app = of_app AND w.turn_at > now - grace
        AND (w.rank, w.round, w.since, w.work) < (my_rank, my_round, my_since, of_work)
      ORDER BY w.turn_at
    LOOP
      EXIT WHEN other_turn >= greatest(turn_at, app_open) + whole.step;
      app_open := greatest(app_open, other_turn) + whole.step;
    END LOOP;
    turn_at := greatest(turn_at, app_open, now + interval '5 ms');
    due_at := least(turn_at, now + longest_wait);
    /* A signal is dropped, not queued. */
    IF class <> 'signal' THEN
      INSERT INTO waiting (app, work, account, endpoint, rank, round, since, due_at, turn_at)
      VALUES (of_app, of_work, of_account, of_endpoint, my_rank, my_round, my_since, due_at, turn_at)
      ON CONFLICT (app, work) DO UPDATE SET account = excluded.account, endpoint = excluded.endpoint, rank = excluded.rank,
        round = excluded.round, since = excluded.since, due_at = excluded.due_at, turn_at = excluded.turn_at;
    END IF;
    RETURN due_at;
  END $body$;

  CREATE FUNCTION tiktok_budget.close(of_app text, of_account text, of_endpoint text, now timestamptz)
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = tiktok_budget, pg_temp AS $body$
  DECLARE
    first_pause CONSTANT interval := '1 s';
    longest_pause CONSTANT interval := '5 min';
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('tiktok_budget'), hashtext(of_app));
    INSERT INTO buckets AS known (app, account, endpoint, open_at, closed_until, closed_for)
    VALUES (of_app, of_account, of_endpoint, now + first_pause, now + first_pause, first_pause)
    ON CONFLICT (app, account, endpoint) DO UPDATE SET
      closed_for = CASE WHEN now < known.closed_until + 2 * known.closed_for
        THEN least(2 * known.closed_for, longest_pause) ELSE first_pause END,
      closed_until = now + CASE WHEN now < known.closed_until + 2 * known.closed_for
        THEN least(2 * known.closed_for, longest_pause) ELSE first_pause END
      WHERE known.closed_until IS NULL OR known.closed_until <= now;
    UPDATE buckets b SET open_at = greatest(b.open_at, b.closed_until)
      WHERE b.app = of_app AND b.account = of_account AND b.endpoint = of_endpoint;
    INSERT INTO buckets AS known (app, account, endpoint, open_at) VALUES (of_app, '', '', now + first_pause)
    ON CONFLICT (app, account, endpoint) DO UPDATE SET open_at = greatest(known.open_at, excluded.open_at);
  END $body$;

  REVOKE ALL ON FUNCTION tiktok_budget.rank_of, tiktok_budget.spacing, tiktok_budget.spend FROM PUBLIC;
`;
