CREATE TABLE "findings_openings" (
	"account_id" uuid NOT NULL,
	"agency_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "findings_openings_account_id_agency_id_pk" PRIMARY KEY("account_id","agency_id")
);
--> statement-breakpoint
CREATE TABLE "findings_reckoned" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"rules" text NOT NULL,
	"reckoned_on" date,
	"changes_on" date
);
--> statement-breakpoint
CREATE TABLE "record_findings" (
	"person_id" uuid NOT NULL,
	"row_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"severity" text NOT NULL,
	"section" text NOT NULL,
	"field" text NOT NULL,
	CONSTRAINT "record_findings_row_id_rule_field_pk" PRIMARY KEY("row_id","rule","field")
);
--> statement-breakpoint
ALTER TABLE "findings_openings" ADD CONSTRAINT "findings_openings_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings_openings" ADD CONSTRAINT "findings_openings_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "findings_reckoned" ADD CONSTRAINT "findings_reckoned_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_findings" ADD CONSTRAINT "record_findings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_findings" ADD CONSTRAINT "record_findings_row_id_record_rows_id_fk" FOREIGN KEY ("row_id") REFERENCES "public"."record_rows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "findings_reckoned_rules" ON "findings_reckoned" USING btree ("rules","person_id");--> statement-breakpoint
CREATE INDEX "findings_reckoned_on" ON "findings_reckoned" USING btree ("reckoned_on");--> statement-breakpoint
CREATE INDEX "findings_reckoned_changes" ON "findings_reckoned" USING btree ("changes_on") WHERE "findings_reckoned"."changes_on" is not null;--> statement-breakpoint
CREATE INDEX "record_findings_person" ON "record_findings" USING btree ("person_id");--> statement-breakpoint
INSERT INTO "findings_reckoned" ("person_id", "rules") SELECT DISTINCT "person_id", '' FROM "record_rows";