ALTER TABLE "accounts" ALTER COLUMN "language" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "accounts" ALTER COLUMN "language" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "sign_ins" ADD COLUMN "cause" text;--> statement-breakpoint
UPDATE "accounts" SET "language" = NULL;
