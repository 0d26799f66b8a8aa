-- a table becomes its own first part, as it is; what has ended with its year can go as a whole later
ALTER TABLE "events" RENAME TO "events_first";--> statement-breakpoint
DROP TRIGGER "events_append_only" ON "events_first";--> statement-breakpoint
ALTER TABLE "events_first" DROP CONSTRAINT "events_pkey";--> statement-breakpoint
ALTER TABLE "events_first" ADD CONSTRAINT "events_first_id_at_pk" PRIMARY KEY ("id","at");--> statement-breakpoint
ALTER INDEX "events_about" RENAME TO "events_first_about";--> statement-breakpoint
CREATE TABLE "events" (LIKE "events_first" INCLUDING DEFAULTS, CONSTRAINT "events_id_at_pk" PRIMARY KEY ("id","at")) PARTITION BY RANGE ("at");--> statement-breakpoint
ALTER SEQUENCE "events_id_seq" OWNED BY "events"."id";--> statement-breakpoint
CREATE INDEX "events_about" ON "events" USING btree ("about");--> statement-breakpoint
CREATE TRIGGER "events_append_only" BEFORE UPDATE OR DELETE ON "events" FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();--> statement-breakpoint
ALTER TABLE "access_log" RENAME TO "access_log_first";--> statement-breakpoint
DROP TRIGGER "access_log_append_only" ON "access_log_first";--> statement-breakpoint
ALTER TABLE "access_log_first" DROP CONSTRAINT "access_log_pkey";--> statement-breakpoint
ALTER TABLE "access_log_first" ADD CONSTRAINT "access_log_first_id_at_pk" PRIMARY KEY ("id","at");--> statement-breakpoint
ALTER INDEX "access_log_person" RENAME TO "access_log_first_person";--> statement-breakpoint
CREATE TABLE "access_log" (LIKE "access_log_first" INCLUDING DEFAULTS, CONSTRAINT "access_log_id_at_pk" PRIMARY KEY ("id","at")) PARTITION BY RANGE ("at");--> statement-breakpoint
ALTER SEQUENCE "access_log_id_seq" OWNED BY "access_log"."id";--> statement-breakpoint
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_log_person" ON "access_log" USING btree ("person_id","at");--> statement-breakpoint
CREATE TRIGGER "access_log_append_only" BEFORE UPDATE OR DELETE ON "access_log" FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();--> statement-breakpoint
ALTER TABLE "sign_ins" RENAME TO "sign_ins_first";--> statement-breakpoint
ALTER TABLE "sign_ins_first" DROP CONSTRAINT "sign_ins_pkey";--> statement-breakpoint
ALTER TABLE "sign_ins_first" ADD CONSTRAINT "sign_ins_first_id_at_pk" PRIMARY KEY ("id","at");--> statement-breakpoint
ALTER INDEX "sign_ins_account" RENAME TO "sign_ins_first_account";--> statement-breakpoint
CREATE TABLE "sign_ins" (LIKE "sign_ins_first" INCLUDING DEFAULTS, CONSTRAINT "sign_ins_id_at_pk" PRIMARY KEY ("id","at")) PARTITION BY RANGE ("at");--> statement-breakpoint
ALTER SEQUENCE "sign_ins_id_seq" OWNED BY "sign_ins"."id";--> statement-breakpoint
ALTER TABLE "sign_ins" ADD CONSTRAINT "sign_ins_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sign_ins_account" ON "sign_ins" USING btree ("account_id","at");--> statement-breakpoint
DO $$
DECLARE
  grown text;
  begins timestamptz;
  allowed record;
BEGIN
  FOREACH grown IN ARRAY ARRAY['events', 'access_log', 'sign_ins'] LOOP
    EXECUTE format('SELECT date_trunc(''year'', greatest(now(), max("at")), ''UTC'') FROM %I', grown || '_first') INTO begins;
    begins := (begins AT TIME ZONE 'UTC' + interval '1 year') AT TIME ZONE 'UTC';
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (MINVALUE) TO (%L)', grown, grown || '_first', begins);
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (MAXVALUE)', grown || '_' || extract(year FROM begins AT TIME ZONE 'UTC'), grown, begins);
    FOR allowed IN
      SELECT privilege_type, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END AS grantee
      FROM pg_class, aclexplode(relacl) WHERE pg_class.oid = (grown || '_first')::regclass AND grantee <> relowner
    LOOP
      EXECUTE format('GRANT %s ON %I TO %s', allowed.privilege_type, grown, allowed.grantee);
    END LOOP;
  END LOOP;
END
$$;--> statement-breakpoint
DO $$
DECLARE
  kept regclass;
BEGIN
  FOR kept IN
    SELECT relid FROM pg_partition_tree('events') UNION SELECT relid FROM pg_partition_tree('access_log')
    UNION SELECT unnest(ARRAY['correction_events', 'record_versions', 'signatures']::regclass[])
  LOOP
    EXECUTE format('CREATE TRIGGER never_emptied BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()', kept);
  END LOOP;
END
$$;