CREATE TABLE "former_identities" (
	"row_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"blind_index" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "other_names" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "assignments" ADD COLUMN "other_names" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "former_identities" ADD CONSTRAINT "former_identities_row_id_record_rows_id_fk" FOREIGN KEY ("row_id") REFERENCES "public"."record_rows"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "former_identities_index" ON "former_identities" USING btree ("blind_index");--> statement-breakpoint
CREATE INDEX "record_rows_former_identity" ON "record_rows" USING btree ("id") WHERE "record_rows"."section" = 'former_identity' and not "record_rows"."deleted" and "record_rows"."data" ->> 'kind' in ('name', 'id_no');--> statement-breakpoint
-- by hand: the other names beside the name, for those who are here already; the orders of names with them
CREATE FUNCTION pg_temp.folded(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $fold$ SELECT left(translate(lower(regexp_replace(normalize(regexp_replace(name, '[\u0001-\u001F\u007F-\u009F\u00AD\u034F\u0600-\u0605\u061C\u06DD\u070F\u0890\u0891\u08E2\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFDD0-\uFDEF\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFFC\uFFFE\uFFFF\U000110BD\U000110CD\U00013430-\U0001343F\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U0001FFFE\U0001FFFF\U0002FFFE\U0002FFFF\U000E0000-\U000E0FFF]', '', 'g'), NFKC), '[\s\u0027\u002C-\u002E\u00A0\u00B7\u0387\u058A\u05BE\u119E\u1400\u1427\u16EB\u1680\u1806\u2000-\u200A\u2010-\u2015\u2018\u2019\u2022\u2024\u2027-\u2029\u202F\u2032\u205F\u2212\u2218\u2219\u22C5\u25E6\u2800\u2981\u2E17\u2E1A\u2E30\u2E31\u2E33\u2E3A\u2E3B\u2E40\u2E5D\u3000\u301C\u3030\u30A0\u30FB\u02BB\u02BC\uA78F\U00010D6E\U00010EAD\U00013441\U00013442\U0001D159]', '', 'g')), '羣峯裏爲啓着綉繍恒温黄衆鷄鶏牀滙脇强眞静玮増顔冲郞凉凃琼邨姸鈎銹綫内説呉吴户戸産衞税悦鋭閲脱蜕净浄争奂唤换焕涣痪兪吕侣彦録禄緑縁敎靑淸尙曽髙﨑𠮷徳恵愼鎭塡顚姉歩渉歳嵗兎册别删决况减卽旣槪吿囘呐喩巣帯愠揺敍叙晩暦歴栄横殻毁没涙瀬熈煕状兹瑶畞硏窓竪粤絶緖緼繦聡粛卧舎荘薫藴虚装頼讃賛郷鄕醖錬隠隷靱靭頽飮餠騈麪黒黙亀竜嶌嶋栢桜氷刼剣剱劎劒劔勲厰厦斎斉国沢広実宝寿将応拝暁権気画総蔵覚観軽転遥鉄霊顕麦点峡団図壱対属帰従恋挙巌滝蛍関辺邉円渋澁塩経継絵声楽亜児両来巻労単厳囲圧壊壮奥学寛専届屛廃弥戯戱戦択効勅楼枢様検欧残湾炉独献畧当畳礼祷称穏竝繊聴処蝉誉隣酔鋳随飜騒駅鴎齢写倹険数断旧昼歓発禅穂訳読譲雑験芦蘂弾懐拡摂会乗県満潜稲粋薬謡醸鉱頬姫嬀嫺彜皐禀舗葢薗蘓裵隂頴鳯翆赟恊晋凛値浜滨渊号僞却尭峩桒桧篭侠弐仏仮勧塁壌変娯宻𡍼徴恳桟焼犠猟瓉縄羗茎蓝覧賎践遅釈釡鉢銭陥髄姙台龢甯祕遊脩', '群峰裡為啟著繡繡恆溫黃眾雞雞床匯脅強真靜瑋增顏沖郎涼涂瓊村妍鉤鏽線內說吳吳戶戶產衛稅悅銳閱脫蛻淨淨爭奐喚換煥渙瘓俞呂侶彥錄祿綠緣教青清尚曾高崎吉德惠慎鎮填顛姊步涉歲歲兔冊別刪決況減即既概告回吶喻巢帶慍搖敘敘晚曆歷榮橫殼毀沒淚瀨熙熙狀茲瑤畝研窗豎粵絕緒縕繈聰肅臥舍莊薰蘊虛裝賴讚贊鄉鄉醞鍊隱隸韌韌頹飲餅駢麵黑默龜龍島島柏櫻冰劫劍劍劍劍劍勳廠廈齋齊國澤廣實寶壽將應拜曉權氣畫總藏覺觀輕轉遙鐵靈顯麥點峽團圖壹對屬歸從戀舉巖瀧螢關邊邊圓澀澀鹽經繼繪聲樂亞兒兩來卷勞單嚴圍壓壞壯奧學寬專屆屏廢彌戲戲戰擇效敕樓樞樣檢歐殘灣爐獨獻略當疊禮禱稱穩並纖聽處蟬譽鄰醉鑄隨翻騷驛鷗齡寫儉險數斷舊晝歡發禪穗譯讀讓雜驗蘆蕊彈懷擴攝會乘縣滿潛稻粹藥謠釀礦頰姬媯嫻彝皋稟鋪蓋園蘇裴陰穎鳳翠贇協晉凜值濱濱淵號偽卻堯峨桑檜籠俠貳佛假勸壘壤變娛密塗徵懇棧燒犧獵瓚繩羌莖藍覽賤踐遲釋釜缽錢陷髓妊臺和寧秘游修'), 200) $fold$;--> statement-breakpoint
UPDATE "people" SET "other_names" = known.names FROM (
  SELECT "person_id", concat_ws(E'\n', nullif(pg_temp.folded("data" ->> 'name_roman'), ''), nullif(pg_temp.folded("data" ->> 'name_en'), '')) AS names
  FROM "record_rows" WHERE "section" = 'basic' AND NOT "deleted"
) known WHERE known."person_id" = "people"."id" AND known.names <> '';--> statement-breakpoint
UPDATE "assignments" SET "other_names" = "people"."other_names" FROM "people"
  WHERE "people"."id" = "assignments"."person_id" AND "people"."other_names" <> '';--> statement-breakpoint
DROP TRIGGER "assignments_account_state" ON "assignments";--> statement-breakpoint
DROP FUNCTION take_account_state();--> statement-breakpoint
CREATE FUNCTION take_of_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- whoever changes either meanwhile is waited for; the person first, as whoever writes a record and then the account
  SELECT other_names INTO NEW.other_names FROM people WHERE id = NEW.person_id FOR SHARE;
  SELECT state INTO NEW.account_state FROM accounts WHERE person_id = NEW.person_id FOR SHARE;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE FUNCTION give_other_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE assignments SET other_names = NEW.other_names WHERE person_id = NEW.id;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER "assignments_of_person" BEFORE INSERT ON "assignments" FOR EACH ROW EXECUTE FUNCTION take_of_person();--> statement-breakpoint
CREATE TRIGGER "people_other_names_given" AFTER UPDATE OF "other_names" ON "people" FOR EACH ROW
  WHEN (OLD.other_names IS DISTINCT FROM NEW.other_names) EXECUTE FUNCTION give_other_names();--> statement-breakpoint
DROP INDEX "assignments_strokes";--> statement-breakpoint
DROP INDEX "assignments_zhuyin";--> statement-breakpoint
CREATE INDEX "assignments_strokes" ON "assignments" USING btree ("agency_id","folded" COLLATE "zh_strokes","id","person_id","from_day","until_day","staff_kind","title","account_state","unit","staff_number","other_names");--> statement-breakpoint
CREATE INDEX "assignments_zhuyin" ON "assignments" USING btree ("agency_id","folded" COLLATE "zh_zhuyin","id","person_id","from_day","until_day","staff_kind","title","account_state","unit","staff_number","other_names");
