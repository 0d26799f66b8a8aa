ALTER TABLE "assignments" ADD COLUMN "unit" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "staff_number" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "account_state" text;--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_staff_number" ON "assignments" USING btree ("agency_id","staff_number") WHERE "assignments"."staff_number" <> '' and "assignments"."until_day" is null;--> statement-breakpoint
-- by hand: the state of an account beside the names of those who have one, and the orders of names with all that narrows them
UPDATE "assignments" SET "account_state" = "accounts"."state" FROM "accounts" WHERE "accounts"."person_id" = "assignments"."person_id";--> statement-breakpoint
CREATE FUNCTION take_account_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- whoever changes the state meanwhile is waited for
  SELECT state INTO NEW.account_state FROM accounts WHERE person_id = NEW.person_id FOR SHARE;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE FUNCTION give_account_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE assignments SET account_state = NEW.state
    WHERE person_id = NEW.person_id AND account_state IS DISTINCT FROM NEW.state;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "assignments_account_state" BEFORE INSERT ON "assignments" FOR EACH ROW EXECUTE FUNCTION take_account_state();--> statement-breakpoint
CREATE TRIGGER "accounts_state_given" AFTER INSERT OR UPDATE OF "state" ON "accounts" FOR EACH ROW EXECUTE FUNCTION give_account_state();--> statement-breakpoint
DROP INDEX "assignments_strokes";--> statement-breakpoint
DROP INDEX "assignments_zhuyin";--> statement-breakpoint
CREATE INDEX "assignments_strokes" ON "assignments" USING btree ("agency_id","folded" COLLATE "zh_strokes","id","person_id","from_day","until_day","staff_kind","title","account_state","unit","staff_number");--> statement-breakpoint
CREATE INDEX "assignments_zhuyin" ON "assignments" USING btree ("agency_id","folded" COLLATE "zh_zhuyin","id","person_id","from_day","until_day","staff_kind","title","account_state","unit","staff_number");
