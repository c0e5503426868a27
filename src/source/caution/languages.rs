//! What is warned of, and what is let alone, in the languages that say `not` in other places.

use super::tests::each;

#[test]
fn arabic() {
    each(
        "ar",
        &[
            ("لم يشتر المجلس السفينة القديمة.", "يشتر المجلس السفينة القديمة", "Governed"),
            ("ولم يشتر المجلس السفينة القديمة.", "يشتر المجلس السفينة القديمة", "Governed"),
            ("الميناء مفتوح للسفن إلا في الشتاء.", "الميناء مفتوح للسفن", "GoesOn"),
            ("نفى الوزير أن الجسر انهار ليلا.", "الجسر انهار ليلا", "Governed"),
            ("السفينة ليست قديمة جدا.", "السفينة … قديمة", "Negation"),
            ("إذا نزل المطر، يغلق الميناء أبوابه.", "يغلق الميناء أبوابه", "Condition"),
            ("الجسر مفتوح. هذا غير صحيح.", "الجسر مفتوح", "NextSentence"),
            ("هل الجسر مفتوح للناس اليوم؟", "الجسر مفتوح للناس", "Condition"),
            ("لم يشتر المجلس السفينة القديمة.", "لم يشتر المجلس السفينة القديمة", "-"),
            ("الميناء مفتوح للسفن وللناس.", "الميناء مفتوح للسفن", "-"),
            ("الميناء جميل، ولا شك أنه قديم.", "الميناء جميل", "-"),
        ],
    );
}

#[test]
fn hebrew() {
    each(
        "he",
        &[
            ("המועצה לא קנתה את הספינה.", "קנתה את הספינה", "Governed"),
            ("השר אמר שלא ראה את הגשר.", "ראה את הגשר", "Governed"),
            ("הנמל פתוח לסירות אלא אם יורד גשם.", "הנמל פתוח לסירות", "GoesOn"),
            ("השר הכחיש כי הגשר נפל בלילה.", "הגשר נפל בלילה", "Governed"),
            ("הספינה אינה ישנה.", "הספינה … ישנה", "Negation"),
            ("הנמל סגור. זה לא נכון.", "הנמל סגור", "NextSentence"),
            ("הנמל פתוח לסירות ולאנשים.", "הנמל פתוח לסירות", "-"),
            ("המועצה קנתה את הספינה, והגשר נשאר.", "המועצה קנתה את הספינה", "-"),
        ],
    );
}

#[test]
fn persian() {
    each(
        "fa",
        &[
            ("شورا کشتی قدیمی را نخواهد خرید.", "شورا کشتی قدیمی را", "GoesOn"),
            ("شورا کشتی قدیمی را از بندر بیرون نمی‌برد.", "شورا کشتی قدیمی را", "FurtherOn"),
            ("پل تازه محکم نیست.", "پل تازه محکم", "GoesOn"),
            ("بندر باز است، اما نه در زمستان.", "بندر باز است", "GoesOn"),
            ("شورا تکذیب کرد که پل فرو ریخته است.", "پل فرو ریخته است", "Governed"),
            ("اگر باران ببارد، بندر بسته می‌شود.", "بندر بسته می‌شود", "Condition"),
            ("بندر باز است و کشتی‌ها می‌آیند.", "بندر باز است", "-"),
            ("پل تازه محکم نیست.", "پل تازه محکم نیست", "-"),
        ],
    );
}

#[test]
fn hindi() {
    each(
        "hi",
        &[
            ("परिषद ने पुराना जहाज नहीं खरीदा।", "परिषद ने पुराना जहाज", "GoesOn"),
            ("परिषद ने पुराना जहाज अभी तक नहीं खरीदा।", "परिषद ने पुराना जहाज", "FurtherOn"),
            ("परिषद ने पुराना जहाज नहीं खरीदा।", "परिषद … खरीदा", "Negation"),
            ("बंदरगाह खुला है, लेकिन सर्दी में बंद रहता है।", "बंदरगाह खुला है", "GoesOn"),
            ("मंत्री ने इनकार किया कि पुल टूट गया है।", "पुल टूट गया है", "Governed"),
            ("यदि बारिश हुई, बंदरगाह बंद रहेगा।", "बंदरगाह बंद रहेगा", "Condition"),
            ("बंदरगाह खुला है। यह सच नहीं है।", "बंदरगाह खुला है", "NextSentence"),
            ("परिषद ने पुराना जहाज खरीदा।", "परिषद ने पुराना जहाज", "-"),
            ("बंदरगाह खुला है और जहाज आते हैं।", "बंदरगाह खुला है", "-"),
        ],
    );
}

#[test]
fn greek() {
    each(
        "el",
        &[
            ("Το συμβούλιο δεν αγόρασε το πλοίο.", "αγόρασε το πλοίο", "Governed"),
            ("Το λιμάνι είναι ανοιχτό, εκτός από τον χειμώνα.", "Το λιμάνι είναι ανοιχτό", "GoesOn"),
            ("Ο υπουργός αρνήθηκε ότι η γέφυρα έπεσε.", "η γέφυρα έπεσε", "Governed"),
            ("Αν βρέξει, το λιμάνι κλείνει νωρίς.", "το λιμάνι κλείνει νωρίς", "Condition"),
            ("Το πλοίο δεν ήταν παλιό.", "Το πλοίο … παλιό", "Negation"),
            ("Το λιμάνι είναι ανοιχτό και φωτεινό.", "Το λιμάνι είναι ανοιχτό", "-"),
        ],
    );
}

#[test]
fn turkish() {
    each(
        "tr",
        &[
            ("Meclis eski gemiyi satın almadı.", "Meclis eski gemiyi", "FurtherOn"),
            ("Yeni köprü sağlam değil.", "köprü sağlam", "GoesOn"),
            ("Liman açık, ama kışın kapanıyor.", "Liman açık", "GoesOn"),
            ("Bakan köprünün çöktüğünü yalanladı.", "köprünün çöktüğünü", "GoesOn"),
            ("Eğer yağmur yağarsa, liman erken kapanır.", "liman erken kapanır", "Condition"),
            ("Liman herkese açık. Bu doğru değil.", "Liman herkese açık", "NextSentence"),
            ("Meclis eski gemiyi satın aldı.", "Meclis eski gemiyi", "-"),
            ("İnsanlar namaz kıldı ve liman açıldı.", "İnsanlar", "-"),
        ],
    );
}

#[test]
fn polish_and_ukrainian() {
    each(
        "pl",
        &[
            ("Rada nie kupiła starego statku.", "kupiła starego statku", "Governed"),
            ("Port jest otwarty, chyba że pada deszcz.", "Port jest otwarty", "GoesOn"),
            ("Minister zaprzeczył, że most runął w nocy.", "most runął w nocy", "Governed"),
            ("Jeśli spadnie deszcz, port zamknie bramy.", "port zamknie bramy", "Condition"),
            ("Port jest otwarty. To nieprawda.", "Port jest otwarty", "NextSentence"),
            ("Rada kupiła statek, a port go przyjął.", "Rada kupiła statek", "-"),
            ("Port jest nie tylko stary, ale i piękny.", "Port jest", "-"),
        ],
    );
    each(
        "uk",
        &[
            ("Рада не купила старий корабель.", "купила старий корабель", "Governed"),
            ("Порт відкритий, але взимку він зачинений.", "Порт відкритий", "GoesOn"),
            ("Міністр заперечив, що міст упав уночі.", "міст упав уночі", "Governed"),
            ("Рада ніколи не купувала корабель.", "Рада … купувала корабель", "Negation"),
            ("Рада купила корабель, і порт його прийняв.", "Рада купила корабель", "-"),
        ],
    );
}

#[test]
fn portuguese_and_italian() {
    each(
        "pt",
        &[
            ("O conselho não comprou o navio velho.", "comprou o navio velho", "Governed"),
            ("O porto está aberto, exceto no inverno.", "O porto está aberto", "GoesOn"),
            ("O ministro negou que a ponte caiu de noite.", "a ponte caiu de noite", "Governed"),
            ("Se chover, o porto fecha mais cedo.", "o porto fecha mais cedo", "Condition"),
            ("O porto está aberto. Isso é falso.", "O porto está aberto", "NextSentence"),
            ("O conselho comprou o navio e a ponte.", "O conselho comprou o navio", "-"),
        ],
    );
    each(
        "it",
        &[
            ("Il consiglio non comprò la vecchia nave.", "comprò la vecchia nave", "Governed"),
            ("Il porto è aperto, tranne che in inverno.", "Il porto è aperto", "GoesOn"),
            ("Il ministro negò che il ponte fosse caduto.", "il ponte fosse caduto", "Governed"),
            ("Se piove, il porto chiude prima.", "il porto chiude prima", "Condition"),
            ("Il porto è aperto. Non è vero.", "Il porto è aperto", "NextSentence"),
            ("Il consiglio comprò la nave e il ponte.", "Il consiglio comprò la nave", "-"),
        ],
    );
}

#[test]
fn japanese_and_korean() {
    each(
        "ja",
        &[
            ("議会は古い船を買うとは言わなかった。", "議会は古い船を買う", "FurtherOn"),
            ("新しい橋は丈夫ではない。", "新しい橋は丈夫", "GoesOn"),
            ("港は開いている。しかし、冬は閉まる。", "港は開いている", "NextSentence"),
            ("大臣は橋が落ちたことを否定した。", "橋が落ちた", "FurtherOn"),
            ("もし雨が降るなら、港は早く閉まる。", "港は早く閉まる", "Condition"),
            ("港は夏に開くが、冬は閉まる。", "港は夏に開く", "GoesOn"),
            ("大臣は嘘を否定した。「港は開いている」と述べた。", "「港は開いている」と述べた", "-"),
            ("議会は古い船を買った。", "議会は古い船を買った", "-"),
            ("港は必ず朝に開く。", "港は必ず", "-"),
            ("外務大臣は船を買わなかった。", "外務大臣", "-"),
        ],
    );
    each(
        "ko",
        &[
            ("의회는 낡은 배를 사지 않았다.", "의회는 낡은 배를 사지", "GoesOn"),
            ("새 다리는 튼튼한 다리가 아니다.", "새 다리는 튼튼한 다리가", "GoesOn"),
            ("항구는 열려 있다. 그러나 겨울에는 닫는다.", "항구는 열려 있다", "NextSentence"),
            ("의회는 배를 못 샀다.", "샀다", "Governed"),
            ("장관은 다리가 무너졌다는 말을 부인했다.", "다리가 무너졌다는 말을", "GoesOn"),
            ("의회는 낡은 배를 샀다.", "의회는 낡은 배를", "-"),
        ],
    );
}

#[test]
fn dutch_and_swedish() {
    each(
        "nl",
        &[
            ("De raad kocht het oude schip niet.", "De raad kocht het oude schip", "GoesOn"),
            ("De haven is open, behalve in de winter.", "De haven is open", "GoesOn"),
            ("De minister ontkende dat de brug was ingestort.", "de brug was ingestort", "Governed"),
            ("Als het regent, sluit de haven vroeg.", "sluit de haven vroeg", "Condition"),
            ("De haven is open. Dat is niet waar.", "De haven is open", "NextSentence"),
            ("Het schip was nooit oud.", "Het schip was … oud", "Negation"),
            ("De raad kocht het schip en de brug.", "De raad kocht het schip", "-"),
            ("De haven is niet alleen oud, maar ook mooi.", "De haven is", "-"),
            ("De raad kocht het schip in mei.", "De raad kocht het schip", "-"),
        ],
    );
    each(
        "sv",
        &[
            ("Rådet köpte inte det gamla skeppet.", "Rådet köpte", "GoesOn"),
            ("Hamnen är öppen, utom på vintern.", "Hamnen är öppen", "GoesOn"),
            ("Ministern förnekade att bron hade rasat.", "bron hade rasat", "Governed"),
            ("Om det regnar stänger hamnen tidigt.", "stänger hamnen tidigt", "Condition"),
            ("Hamnen är öppen. Det är inte sant.", "Hamnen är öppen", "NextSentence"),
            ("Skeppet var aldrig gammalt.", "Skeppet var … gammalt", "Negation"),
            ("Rådet köpte skeppet och bron.", "Rådet köpte skeppet", "-"),
            ("Hamnen är inte bara gammal utan också vacker.", "Hamnen är", "-"),
            ("Rådet köpte skeppet i maj.", "Rådet köpte skeppet", "-"),
        ],
    );
}
