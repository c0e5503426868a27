//! The words of numbers in more languages. They are in NFC, as folded texts are.
//!
//! In Arabic and Hebrew `and` is written on the word after it; such words are tails.

use super::{Lists, NumberRole};

pub(super) const DUTCH: Lists = &[
    (
        NumberRole::Number,
        "nul twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien \
         achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig anderhalf",
    ),
    (
        NumberRole::Scale,
        "honderd honderden duizend duizenden miljoen miljoenen miljard miljarden biljoen dozijn tientallen",
    ),
    (NumberRole::Tail, "half halve derde kwart vierde vijfde tiende"),
    (NumberRole::And, "en"),
    (NumberRole::To, "tot"),
    (NumberRole::Between, "tussen"),
    (NumberRole::Or, "of"),
    (NumberRole::One, "een één"),
    (NumberRole::Half, "half kwart"),
    (NumberRole::Point, "komma"),
    (NumberRole::Sign, "min plus"),
    (NumberRole::Percent, "procent procentpunt procentpunten promille"),
    (NumberRole::Degree, "graad graden"),
];

pub(super) const POLISH: Lists = &[
    (
        NumberRole::Ten,
        "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt",
    ),
    (
        NumberRole::Number,
        "zero jeden jedna jedno dwa dwie dwóch trzy trzech cztery czterech pięć pięciu sześć sześciu siedem siedmiu \
         osiem ośmiu dziewięć dziewięciu dziesięć dziesięciu jedenaście dwanaście trzynaście czternaście piętnaście \
         szesnaście siedemnaście osiemnaście dziewiętnaście dwadzieścia trzydzieści czterdzieści pięćdziesiąt \
         sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt półtora półtorej",
    ),
    (
        NumberRole::Scale,
        "sto stu dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset tysiąc tysiące tysięcy \
         milion miliony milionów miliard miliardy miliardów bilion biliony bilionów tuzin",
    ),
    (NumberRole::Tail, "pół trzecie czwarte piąte dziesiąte"),
    (NumberRole::And, "i"),
    (NumberRole::To, "do"),
    (NumberRole::Between, "między"),
    (NumberRole::Or, "lub albo"),
    (NumberRole::In, "na z"),
    (NumberRole::Half, "pół"),
    (NumberRole::Sign, "minus plus"),
    (NumberRole::Percent, "procent procenta procentów proc promil promili"),
    (NumberRole::Degree, "stopień stopnie stopni"),
    (NumberRole::Per, "punkt punkty punktów"),
    (NumberRole::Cent, "procentowy procentowe procentowych"),
    (NumberRole::Short, "tys"),
];

pub(super) const UKRAINIAN: Lists = &[
    (NumberRole::Ten, "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто"),
    (
        NumberRole::Number,
        "нуль один одна одне два дві двох три трьох чотири чотирьох п'ять п'яти шість шести сім семи вісім восьми \
         дев'ять дев'яти десять десяти одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять шістнадцять \
         сімнадцять вісімнадцять двадцять тридцять сорок шістдесят сімдесят вісімдесят півтора півтори",
    ),
    (
        NumberRole::Scale,
        "сто двісті триста чотириста п'ятсот шістсот сімсот вісімсот тисяча тисячі тисяч мільйон мільйона мільйони \
         мільйонів мільярд мільярда мільярди мільярдів трильйон трильйонів сотні десятки десятків",
    ),
    (NumberRole::To, "до по"),
    (NumberRole::Between, "між"),
    (NumberRole::Or, "або чи"),
    (NumberRole::In, "із з"),
    (NumberRole::Sign, "мінус плюс"),
    (NumberRole::Percent, "відсоток відсотка відсотки відсотків процент процента процентів"),
    (NumberRole::Degree, "градус градуси градусів"),
    (NumberRole::Short, "тис млн млрд трлн"),
];

pub(super) const GREEK: Lists = &[
    (NumberRole::Ten, "είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα"),
    (
        NumberRole::Number,
        "μηδέν δύο δυο τρεις τρία τέσσερις τέσσερα πέντε έξι επτά εφτά οκτώ οχτώ εννέα εννιά δέκα έντεκα δώδεκα \
         δεκατρείς δεκαπέντε είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα",
    ),
    (
        NumberRole::Scale,
        "εκατό εκατόν διακόσια διακόσιοι τριακόσια τριακόσιοι πεντακόσια χίλια χίλιοι χίλιες χιλιάδες \
         εκατομμύριο εκατομμύρια δισεκατομμύριο δισ εκατ",
    ),
    (NumberRole::Tail, "μισό μισή ένα ένας μία"),
    (NumberRole::And, "και"),
    (NumberRole::To, "έως ως μέχρι"),
    (NumberRole::Or, "ή"),
    (NumberRole::Half, "μισό μισή"),
    (NumberRole::Sign, "μείον πλην"),
    (NumberRole::Per, "τοις"),
    (NumberRole::Cent, "εκατό χιλίοις"),
    (NumberRole::Degree, "βαθμός βαθμοί βαθμούς"),
];

pub(super) const TURKISH: Lists = &[
    (NumberRole::Ten, "on yirmi otuz kırk elli altmış yetmiş seksen doksan"),
    (
        NumberRole::Number,
        "sıfır bir iki üç dört beş altı yedi sekiz dokuz on yirmi otuz kırk elli altmış yetmiş seksen doksan",
    ),
    (NumberRole::Scale, "yüz yüzlerce bin binlerce milyon milyonlarca milyar trilyon düzine"),
    (NumberRole::Tail, "buçuk"),
    (NumberRole::Or, "veya"),
    (NumberRole::Half, "yarım çeyrek"),
    (NumberRole::Sign, "yüzde eksi artı binde"),
    (NumberRole::Degree, "derece"),
];

pub(super) const ARABIC: Lists = &[
    (
        NumberRole::Number,
        "صفر واحد واحدة اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة عشر \
         عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين",
    ),
    (
        NumberRole::Scale,
        "مئة مائة مئات مئتان مائتان مائتين مئتين ألف آلاف ألفا ألفين ألفان مليون مليونا ملايين مليونين مليار \
         مليارا مليارات مليارين تريليون",
    ),
    (
        NumberRole::Tail,
        "وعشرون وعشرين وثلاثون وثلاثين وأربعون وأربعين وخمسون وخمسين وستون وستين وسبعون وسبعين وثمانون وثمانين \
         وتسعون وتسعين ونصف وربع وثلث وواحد واثنان واثنين وثلاثة وأربعة وخمسة وستة وسبعة وثمانية وتسعة وعشرة ومئة ومائة",
    ),
    (NumberRole::To, "إلى"),
    (NumberRole::Between, "بين"),
    (NumberRole::And, "و"),
    (NumberRole::Or, "أو"),
    (NumberRole::Half, "نصف ربع ثلث"),
    (NumberRole::Sign, "ناقص"),
    (NumberRole::Percent, "بالمئة بالمائة"),
    (NumberRole::Per, "في"),
    (NumberRole::Cent, "المئة المائة الألف"),
    (NumberRole::Degree, "درجة درجات"),
];

pub(super) const HEBREW: Lists = &[
    (
        NumberRole::Number,
        "אפס אחד אחת שניים שתיים שני שתי שלושה שלוש ארבעה ארבע חמישה חמש שישה שש שבעה שבע שמונה תשעה תשע עשרה עשר \
         עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים",
    ),
    (NumberRole::Scale, "מאה מאות מאתיים אלף אלפים אלפיים מיליון מיליוני מיליארד מיליארדי טריליון"),
    (
        NumberRole::Tail,
        "ואחד ואחת ושניים ושתיים ושלושה ושלוש וארבעה וארבע וחמישה וחמש ושישה ושש ושבעה ושבע ושמונה ותשעה ותשע \
         ועשרה ועשר ועשרים ושלושים וארבעים וחמישים ושישים ושבעים ושמונים ותשעים ומאה ומאות וחצי ורבע",
    ),
    (NumberRole::To, "עד"),
    (NumberRole::Between, "בין"),
    (NumberRole::Or, "או"),
    (NumberRole::Half, "חצי רבע"),
    (NumberRole::Sign, "מינוס פלוס"),
    (NumberRole::Percent, "אחוז אחוזים"),
    (NumberRole::Degree, "מעלה מעלות"),
];

pub(super) const PERSIAN: Lists = &[
    (NumberRole::Ten, "بیست سی چهل پنجاه شصت هفتاد هشتاد نود"),
    (
        NumberRole::Number,
        "صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده بیست سی چهل \
         پنجاه شصت هفتاد هشتاد نود",
    ),
    (
        NumberRole::Scale,
        "صد صدها دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد هزار هزاران میلیون میلیون‌ها میلیارد تریلیون",
    ),
    (NumberRole::Tail, "نیم ربع سوم چهارم"),
    (NumberRole::And, "و"),
    (NumberRole::To, "تا"),
    (NumberRole::Between, "بین"),
    (NumberRole::Or, "یا"),
    (NumberRole::Half, "نیم"),
    (NumberRole::Sign, "منفی منهای"),
    (NumberRole::Percent, "درصد"),
    (NumberRole::Degree, "درجه"),
];

pub(super) const HINDI: Lists = &[
    (
        NumberRole::Number,
        "शून्य एक दो तीन चार पाँच पांच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह पन्द्रह सोलह सत्रह अठारह उन्नीस बीस \
         इक्कीस पच्चीस तीस पैंतीस चालीस पैंतालीस पचास पचपन साठ पैंसठ सत्तर पचहत्तर अस्सी पचासी नब्बे डेढ़ ढाई",
    ),
    (NumberRole::Scale, "सौ सैकड़ों हज़ार हजार हज़ारों हजारों लाख लाखों करोड़ करोड़ों अरब अरबों खरब मिलियन बिलियन"),
    (NumberRole::To, "से"),
    (NumberRole::Or, "या"),
    (NumberRole::Half, "आधा आधे आधी साढ़े सवा पौने"),
    (NumberRole::Sign, "माइनस ऋण साढ़े सवा पौने"),
    (NumberRole::Percent, "प्रतिशत फीसदी फ़ीसदी"),
    (NumberRole::Degree, "डिग्री"),
];
