CREATE TABLE "code_tables" (
	"id" text PRIMARY KEY NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"is_closed" boolean NOT NULL,
	"place" integer NOT NULL,
	"shipped" text NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "code_values" (
	"table_id" text NOT NULL,
	"code" text NOT NULL,
	"zh" text NOT NULL,
	"en" text NOT NULL,
	"group_zh" text,
	"group_en" text,
	"valid_from" date,
	"valid_to" date,
	"is_local" boolean NOT NULL,
	"maps_to" text,
	"place" integer NOT NULL,
	CONSTRAINT "code_values_table_id_code_pk" PRIMARY KEY("table_id","code")
);
--> statement-breakpoint
ALTER TABLE "code_values" ADD CONSTRAINT "code_values_table_id_code_tables_id_fk" FOREIGN KEY ("table_id") REFERENCES "public"."code_tables"("id") ON DELETE no action ON UPDATE no action;