CREATE TABLE "check_reports" (
	"ticket" text PRIMARY KEY NOT NULL,
	"fields" jsonb NOT NULL,
	"findings" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "component_settings" (
	"system" text PRIMARY KEY NOT NULL,
	"minimum" text NOT NULL,
	"download" text NOT NULL,
	"sha256" text NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "failures" (
	"day" date NOT NULL,
	"place" text NOT NULL,
	"cause" text NOT NULL,
	"version" text NOT NULL,
	"browser" text NOT NULL,
	"system" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "failures_day_place_cause_version_browser_system_pk" PRIMARY KEY("day","place","cause","version","browser","system")
);
--> statement-breakpoint
CREATE TABLE "guides" (
	"slug" text NOT NULL,
	"language" text NOT NULL,
	"version" integer NOT NULL,
	"body" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "guides_slug_language_version_pk" PRIMARY KEY("slug","language","version")
);
--> statement-breakpoint
CREATE TABLE "outages" (
	"way" text PRIMARY KEY NOT NULL,
	"text" text NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "check_reports_at" ON "check_reports" USING btree ("at");