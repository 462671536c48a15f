-- One budget per host, whoever crawls it. All of it stands in one row, so that its lock arbitrates; it is held
-- for one statement, never while anybody waits or fetches. Only this server's clock decides.

CREATE TABLE news.source_hosts (
    host text NOT NULL,
    source text NOT NULL REFERENCES news.sources,
    request_delay double precision NOT NULL,
    concurrency integer NOT NULL,
    PRIMARY KEY (host, source)
);

COMMENT ON TABLE news.source_hosts IS 'Which source may be fetched from which host, and what its file states for it; of several active sources the stricter counts. Set when source files are read.';
COMMENT ON COLUMN news.source_hosts.host IS 'Host in lower case, with its port unless that is 80 or 443.';
COMMENT ON COLUMN news.source_hosts.source IS 'The source.';
COMMENT ON COLUMN news.source_hosts.request_delay IS 'Seconds from start to start of two requests, as its file states.';
COMMENT ON COLUMN news.source_hosts.concurrency IS 'Requests at one time, as its file states.';

CREATE TABLE news.host_budgets (
    host text PRIMARY KEY,
    last_start_at timestamptz,
    starting text,
    leases jsonb NOT NULL DEFAULT '{}',
    waiting jsonb NOT NULL DEFAULT '{}',
    crawl_delay double precision,
    adaptive_delay double precision NOT NULL DEFAULT 0,
    strain double precision NOT NULL DEFAULT 0,
    failure_count integer NOT NULL DEFAULT 0,
    usual_latency double precision,
    back_off_until timestamptz,
    back_off_reason text
) WITH (fillfactor = 50);

COMMENT ON TABLE news.host_budgets IS 'How a host is being treated: its pace, the requests under way to it, and until when it is left alone; shared by all workers. Set by the gate that every request passes.';
COMMENT ON COLUMN news.host_budgets.host IS 'Host in lower case, with its port unless that is 80 or 443.';
COMMENT ON COLUMN news.host_budgets.last_start_at IS 'When the last request to it was sent, UTC.';
COMMENT ON COLUMN news.host_budgets.starting IS 'Lease of a request that was let through and is not yet known to be sent; until it is, no other is let through. Empty otherwise.';
COMMENT ON COLUMN news.host_budgets.leases IS 'Requests under way: lease and when it expires, in seconds since 1970. A worker that was killed keeps its places until then.';
COMMENT ON COLUMN news.host_budgets.waiting IS 'Workers that wait: since when, and when they were told to ask again, in seconds since 1970. Who has waited longest goes first.';
COMMENT ON COLUMN news.host_budgets.crawl_delay IS 'Crawl-delay of its robots.txt in seconds. Empty when that states none.';
COMMENT ON COLUMN news.host_budgets.adaptive_delay IS 'Delay in seconds that its answers ask for: it rises when they fail or get slow, and decays. 0 for a healthy host.';
COMMENT ON COLUMN news.host_budgets.strain IS 'How often the delay is doubled, 0 to 4: up by 1 for 429, 503 and from the third failure in a row, by 0.5, though not above 2, for an answer three times slower than usual; down by 0.25 for a good one.';
COMMENT ON COLUMN news.host_budgets.failure_count IS 'Server errors, timeouts and broken connections in a row.';
COMMENT ON COLUMN news.host_budgets.usual_latency IS 'Seconds from request to answer that are usual for it, a moving average. Empty before its first answer.';
COMMENT ON COLUMN news.host_budgets.back_off_until IS 'Until when it asked to be left alone, UTC; set it to NULL to ask again before. Empty when it never did.';
COMMENT ON COLUMN news.host_budgets.back_off_reason IS 'The answer that asked for it. Empty when there was none.';

-- What answers say about a host's health. The numbers are those of a doubling back-off: three failures in a row
-- are no accident, 16 times the stated delay is as far as it goes, and four good answers halve it again. Slowness
-- alone goes to 4 times, and becomes usual within some twenty answers: many sites answer from a cache or slowly.
CREATE FUNCTION news.host_after(
    b news.host_budgets, answers jsonb, stated_delay double precision, moment timestamptz
) RETURNS news.host_budgets
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    a record;
    base double precision := greatest(stated_delay, 0.01);
BEGIN
    FOR a IN SELECT * FROM jsonb_to_recordset(answers) AS r(
        lease text, ending text, latency double precision, back_off double precision, reason text)
    LOOP
        IF a.lease IS NOT NULL THEN
            b.leases := b.leases - a.lease;
        END IF;
        IF a.back_off > 0 AND moment + a.back_off * interval '1 second' > coalesce(b.back_off_until, moment) THEN
            b.back_off_until := moment + a.back_off * interval '1 second';
            b.back_off_reason := a.reason;
        END IF;
        CASE a.ending
        WHEN 'refused' THEN
            b.strain := b.strain + 1;
        WHEN 'failed' THEN
            b.failure_count := b.failure_count + 1;
            b.strain := b.strain + (b.failure_count >= 3)::integer;
        WHEN 'answered' THEN
            b.failure_count := 0;
            IF a.latency > 3 * b.usual_latency AND a.latency > b.usual_latency + 0.3 THEN
                b.strain := greatest(b.strain, least(b.strain + 0.5, 2));
            ELSE
                b.strain := b.strain - 0.25;
            END IF;
            b.usual_latency := coalesce(b.usual_latency + 0.05 * (a.latency - b.usual_latency), a.latency);
        ELSE
            NULL;  -- it was not sent after all
        END CASE;
        b.strain := least(greatest(b.strain, 0), 4);
    END LOOP;
    b.adaptive_delay := CASE WHEN b.strain > 0 THEN least(base * 2 ^ b.strain, greatest(base, 60)) ELSE 0 END;
    RETURN b;
END
$$;
COMMENT ON FUNCTION news.host_after(news.host_budgets, jsonb, double precision, timestamptz) IS 'A host''s budget after some of its answers.';

-- The one statement that every request passes: takes note of what has ended, and lets through what may start.
CREATE FUNCTION news.take_host_slots(
    wanted_host text, asker text, wanted integer, lease_seconds double precision, answers jsonb
) RETURNS TABLE (lease_ids text[], delay double precision, ask_again double precision, back_off double precision)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    b news.host_budgets;
    moment timestamptz;
    epoch double precision;
    stated_delay double precision;
    stated_concurrency integer;
    waits_since double precision;
    ahead integer;
    free integer;
    due_in double precision;
    is_starting boolean;
    granted integer := 0;
BEGIN
    SELECT * INTO b FROM news.host_budgets AS h WHERE h.host = wanted_host FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO news.host_budgets (host) VALUES (wanted_host) ON CONFLICT (host) DO NOTHING;
        SELECT * INTO b FROM news.host_budgets AS h WHERE h.host = wanted_host FOR UPDATE;
    END IF;
    moment := clock_timestamp();
    epoch := extract(epoch FROM moment);
    SELECT coalesce(max(s.request_delay), 1), coalesce(min(s.concurrency), 2) INTO stated_delay, stated_concurrency
    FROM news.source_hosts AS s JOIN news.sources AS o ON o.source = s.source
    WHERE s.host = wanted_host AND o.is_active;

    b := news.host_after(b, answers, stated_delay, moment);
    b.leases := coalesce((SELECT jsonb_object_agg(l.key, l.value) FROM jsonb_each(b.leases) AS l
                          WHERE l.value::double precision > epoch), '{}');
    -- Whoever does not come within a second of the time it was told has gone.
    waits_since := coalesce((b.waiting -> asker ->> 'since')::double precision, epoch);
    b.waiting := coalesce((SELECT jsonb_object_agg(w.key, w.value) FROM jsonb_each(b.waiting) AS w
                           WHERE w.key <> asker AND (w.value ->> 'due')::double precision > epoch - 1), '{}');
    SELECT count(*) INTO ahead FROM jsonb_each(b.waiting) AS w
    WHERE (w.value ->> 'since')::double precision < waits_since;

    free := stated_concurrency - (SELECT count(*) FROM jsonb_object_keys(b.leases));
    is_starting := coalesce(b.leases ? b.starting, false);
    delay := greatest(stated_delay, b.crawl_delay, b.adaptive_delay);
    -- 10 ms more than asked for: what lies between a grant and the wire is measured, but not that exactly.
    due_in := CASE WHEN delay > 0 AND b.last_start_at IS NOT NULL
        THEN greatest(0, extract(epoch FROM b.last_start_at) + delay + 0.01 - epoch) ELSE 0 END;
    back_off := greatest(0, coalesce(extract(epoch FROM b.back_off_until) - epoch, 0));

    IF back_off = 0 AND delay = 0 THEN
        granted := greatest(0, least(wanted, free - ahead));
    ELSIF back_off = 0 AND wanted > 0 AND ahead = 0 AND free > 0 AND due_in = 0 AND NOT is_starting THEN
        granted := 1;
    END IF;
    SELECT coalesce(array_agg(gen_random_uuid()::text), '{}') INTO lease_ids FROM generate_series(1, granted);
    IF granted > 0 THEN
        b.last_start_at := moment;
        b.starting := CASE WHEN delay > 0 THEN lease_ids[1] END;
        b.leases := b.leases || (SELECT jsonb_object_agg(l.id, epoch + lease_seconds) FROM unnest(lease_ids) AS l(id));
        waits_since := epoch;
        due_in := delay;
    END IF;
    ask_again := CASE
        WHEN back_off > 0 THEN back_off
        WHEN delay = 0 THEN 0.1
        ELSE greatest(due_in + ahead * delay, CASE WHEN free <= granted THEN 0.1 WHEN is_starting THEN 0.02 ELSE 0 END)
    END;
    IF wanted > granted THEN
        b.waiting := b.waiting || jsonb_build_object(
            asker, jsonb_build_object('since', waits_since, 'due', epoch + ask_again));
    END IF;
    UPDATE news.host_budgets AS h SET
        last_start_at = b.last_start_at, starting = b.starting, leases = b.leases, waiting = b.waiting,
        adaptive_delay = b.adaptive_delay, strain = b.strain, failure_count = b.failure_count,
        usual_latency = b.usual_latency, back_off_until = b.back_off_until, back_off_reason = b.back_off_reason
    WHERE h.host = wanted_host;
    RETURN NEXT;
END
$$;
COMMENT ON FUNCTION news.take_host_slots(text, text, integer, double precision, jsonb) IS 'Notes ended requests of a worker and grants leases for new ones, as far as the host''s budget allows; else says in how many seconds to ask again.';
REVOKE ALL ON FUNCTION news.host_after(news.host_budgets, jsonb, double precision, timestamptz) FROM PUBLIC;
REVOKE ALL ON FUNCTION news.take_host_slots(text, text, integer, double precision, jsonb) FROM PUBLIC;
