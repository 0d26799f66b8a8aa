DROP INDEX "access_log_person";--> statement-breakpoint
DROP INDEX "notices_account";--> statement-breakpoint
DROP INDEX "sign_ins_account";--> statement-breakpoint
CREATE INDEX "access_log_person" ON "access_log" USING btree ("person_id","at","id");--> statement-breakpoint
CREATE INDEX "notices_account" ON "notices" USING btree ("account_id","at","id");--> statement-breakpoint
CREATE INDEX "sign_ins_account" ON "sign_ins" USING btree ("account_id","at","id");