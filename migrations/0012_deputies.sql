CREATE TABLE "agency_cards" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"issuer_family" text NOT NULL,
	"issuer_key_id" text NOT NULL,
	"subject_serial" text NOT NULL,
	"subject_name" text NOT NULL,
	"certificate" "bytea" NOT NULL,
	"card_number" text,
	"not_after" timestamp with time zone NOT NULL,
	"registered_by" uuid NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"retired_by" uuid,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "deputies" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"agency_id" uuid NOT NULL,
	"represented_id" uuid NOT NULL,
	"deputy_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"until_day" date NOT NULL,
	"reason" text NOT NULL,
	"named_by" uuid NOT NULL,
	"named_at" timestamp with time zone NOT NULL,
	"agreed_by" uuid,
	"agreed_at" timestamp with time zone,
	"begun_at" timestamp with time zone,
	"ended_by" uuid,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "acting_for" uuid;--> statement-breakpoint
ALTER TABLE "access_log" ADD COLUMN "acting_for_name" text;--> statement-breakpoint
ALTER TABLE "correction_events" ADD COLUMN "acting_for" uuid;--> statement-breakpoint
ALTER TABLE "corrections" ADD COLUMN "decided_for" uuid;--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "acting_for" uuid;--> statement-breakpoint
ALTER TABLE "locks" ADD COLUMN "set_for" uuid;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "acting_for" uuid;--> statement-breakpoint
ALTER TABLE "record_versions" ADD COLUMN "acting_for" uuid;--> statement-breakpoint
ALTER TABLE "recoveries" ADD COLUMN "asked_for" uuid;--> statement-breakpoint
ALTER TABLE "recoveries" ADD COLUMN "confirmed_for" uuid;--> statement-breakpoint
ALTER TABLE "agency_cards" ADD CONSTRAINT "agency_cards_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputies" ADD CONSTRAINT "deputies_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputies" ADD CONSTRAINT "deputies_represented_id_accounts_id_fk" FOREIGN KEY ("represented_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deputies" ADD CONSTRAINT "deputies_deputy_id_accounts_id_fk" FOREIGN KEY ("deputy_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "agency_cards_one" ON "agency_cards" USING btree ("issuer_family","subject_serial") WHERE "agency_cards"."retired_at" is null;--> statement-breakpoint
CREATE INDEX "agency_cards_agency" ON "agency_cards" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "deputies_deputy" ON "deputies" USING btree ("deputy_id");--> statement-breakpoint
CREATE INDEX "deputies_represented" ON "deputies" USING btree ("represented_id");--> statement-breakpoint
CREATE INDEX "deputies_agency" ON "deputies" USING btree ("agency_id");--> statement-breakpoint
ALTER TABLE "recoveries" ADD CONSTRAINT "recoveries_asked_for_accounts_id_fk" FOREIGN KEY ("asked_for") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recoveries" ADD CONSTRAINT "recoveries_confirmed_for_accounts_id_fk" FOREIGN KEY ("confirmed_for") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;