CREATE TABLE "import_choices" (
	"agency_id" uuid NOT NULL,
	"key" text NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "import_choices_agency_id_key_pk" PRIMARY KEY("agency_id","key")
);
--> statement-breakpoint
CREATE TABLE "import_lines" (
	"import_id" uuid NOT NULL,
	"at" integer NOT NULL,
	"key" text NOT NULL,
	"cells" text NOT NULL,
	CONSTRAINT "import_lines_import_id_at_pk" PRIMARY KEY("import_id","at")
);
--> statement-breakpoint
CREATE TABLE "import_people" (
	"import_id" uuid NOT NULL,
	"key" text NOT NULL,
	"first_at" integer NOT NULL,
	"lines" integer NOT NULL,
	"said" text NOT NULL,
	"confidence" text NOT NULL,
	"fault" text,
	"person_id" uuid,
	"candidates" jsonb NOT NULL,
	CONSTRAINT "import_people_import_id_key_pk" PRIMARY KEY("import_id","key")
);
--> statement-breakpoint
CREATE TABLE "import_sources" (
	"agency_id" uuid NOT NULL,
	"source" text NOT NULL,
	"version" integer NOT NULL,
	"columns" jsonb NOT NULL,
	"by_account_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "import_sources_agency_id_source_version_pk" PRIMARY KEY("agency_id","source","version")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"agency_id" uuid NOT NULL,
	"verb" text NOT NULL,
	"section" text NOT NULL,
	"state" text NOT NULL,
	"purpose" text NOT NULL,
	"digest" text NOT NULL,
	"format" text NOT NULL,
	"source" text NOT NULL,
	"header_at" integer NOT NULL,
	"names" jsonb NOT NULL,
	"columns" jsonb NOT NULL,
	"lines" integer NOT NULL,
	"untidy" integer NOT NULL,
	"has_formulas" boolean NOT NULL,
	"batch_id" uuid,
	"by_account_id" uuid NOT NULL,
	"acting_for" uuid,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "batches" ADD COLUMN "import_id" uuid;--> statement-breakpoint
ALTER TABLE "import_choices" ADD CONSTRAINT "import_choices_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_choices" ADD CONSTRAINT "import_choices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_lines" ADD CONSTRAINT "import_lines_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_people" ADD CONSTRAINT "import_people_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_people" ADD CONSTRAINT "import_people_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_sources" ADD CONSTRAINT "import_sources_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_lines_key" ON "import_lines" USING btree ("import_id","key","at");--> statement-breakpoint
CREATE INDEX "imports_digest" ON "imports" USING btree ("agency_id","digest");--> statement-breakpoint
CREATE INDEX "imports_old" ON "imports" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "imports_batch" ON "imports" USING btree ("batch_id") WHERE "imports"."batch_id" is not null;