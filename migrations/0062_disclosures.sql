DROP INDEX "disclosures_unfetched";--> statement-breakpoint
CREATE INDEX "disclosures_made" ON "disclosures" USING btree ("made_at");