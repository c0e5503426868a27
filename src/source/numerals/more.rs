//! The words of numbers in more languages. They are in NFC, as folded texts are.
//!
//! In Arabic and Hebrew `and` is written on the word after it; such words are tails.

use super::{Lists, Role};

pub(super) const DUTCH: Lists = &[
    (
        Role::Number,
        "nul twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien \
         achttien negentien twintig dertig veertig vijftig zestig zeventig tachtig negentig anderhalf",
    ),
    (
        Role::Scale,
        "honderd honderden duizend duizenden miljoen miljoenen miljard miljarden biljoen dozijn tientallen",
    ),
    (Role::Tail, "half halve derde kwart vierde vijfde tiende"),
    (Role::And, "en"),
    (Role::To, "tot"),
    (Role::Between, "tussen"),
    (Role::Or, "of"),
    (Role::One, "een één"),
    (Role::Half, "half kwart"),
    (Role::Point, "komma"),
    (Role::Sign, "min plus"),
    (Role::Percent, "procent procentpunt procentpunten promille"),
    (Role::Degree, "graad graden"),
];

pub(super) const POLISH: Lists = &[
    (
        Role::Ten,
        "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt",
    ),
    (
        Role::Number,
        "zero jeden jedna jedno dwa dwie dwóch trzy trzech cztery czterech pięć pięciu sześć sześciu siedem siedmiu \
         osiem ośmiu dziewięć dziewięciu dziesięć dziesięciu jedenaście dwanaście trzynaście czternaście piętnaście \
         szesnaście siedemnaście osiemnaście dziewiętnaście dwadzieścia trzydzieści czterdzieści pięćdziesiąt \
         sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt półtora półtorej",
    ),
    (
        Role::Scale,
        "sto stu dwieście trzysta czterysta pięćset sześćset siedemset osiemset dziewięćset tysiąc tysiące tysięcy \
         milion miliony milionów miliard miliardy miliardów bilion biliony bilionów tuzin",
    ),
    (Role::Tail, "pół trzecie czwarte piąte dziesiąte"),
    (Role::And, "i"),
    (Role::To, "do"),
    (Role::Between, "między"),
    (Role::Or, "lub albo"),
    (Role::In, "na z"),
    (Role::Half, "pół"),
    (Role::Sign, "minus plus"),
    (Role::Percent, "procent procenta procentów proc promil promili"),
    (Role::Degree, "stopień stopnie stopni"),
    (Role::Per, "punkt punkty punktów"),
    (Role::Cent, "procentowy procentowe procentowych"),
    (Role::Short, "tys"),
];

pub(super) const UKRAINIAN: Lists = &[
    (Role::Ten, "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто"),
    (
        Role::Number,
        "нуль один одна одне два дві двох три трьох чотири чотирьох п'ять п'яти шість шести сім семи вісім восьми \
         дев'ять дев'яти десять десяти одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять шістнадцять \
         сімнадцять вісімнадцять двадцять тридцять сорок шістдесят сімдесят вісімдесят півтора півтори",
    ),
    (
        Role::Scale,
        "сто двісті триста чотириста п'ятсот шістсот сімсот вісімсот тисяча тисячі тисяч мільйон мільйона мільйони \
         мільйонів мільярд мільярда мільярди мільярдів трильйон трильйонів сотні десятки десятків",
    ),
    (Role::To, "до по"),
    (Role::Between, "між"),
    (Role::Or, "або чи"),
    (Role::In, "із з"),
    (Role::Sign, "мінус плюс"),
    (Role::Percent, "відсоток відсотка відсотки відсотків процент процента процентів"),
    (Role::Degree, "градус градуси градусів"),
    (Role::Short, "тис млн млрд трлн"),
];

pub(super) const GREEK: Lists = &[
    (Role::Ten, "είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα"),
    (
        Role::Number,
        "μηδέν δύο δυο τρεις τρία τέσσερις τέσσερα πέντε έξι επτά εφτά οκτώ οχτώ εννέα εννιά δέκα έντεκα δώδεκα \
         δεκατρείς δεκαπέντε είκοσι τριάντα σαράντα πενήντα εξήντα εβδομήντα ογδόντα ενενήντα",
    ),
    (
        Role::Scale,
        "εκατό εκατόν διακόσια διακόσιοι τριακόσια τριακόσιοι πεντακόσια χίλια χίλιοι χίλιες χιλιάδες \
         εκατομμύριο εκατομμύρια δισεκατομμύριο δισ εκατ",
    ),
    (Role::Tail, "μισό μισή ένα ένας μία"),
    (Role::And, "και"),
    (Role::To, "έως ως μέχρι"),
    (Role::Or, "ή"),
    (Role::Half, "μισό μισή"),
    (Role::Sign, "μείον πλην"),
    (Role::Per, "τοις"),
    (Role::Cent, "εκατό χιλίοις"),
    (Role::Degree, "βαθμός βαθμοί βαθμούς"),
];

pub(super) const TURKISH: Lists = &[
    (Role::Ten, "on yirmi otuz kırk elli altmış yetmiş seksen doksan"),
    (
        Role::Number,
        "sıfır bir iki üç dört beş altı yedi sekiz dokuz on yirmi otuz kırk elli altmış yetmiş seksen doksan",
    ),
    (Role::Scale, "yüz yüzlerce bin binlerce milyon milyonlarca milyar trilyon düzine"),
    (Role::Tail, "buçuk"),
    (Role::Or, "veya"),
    (Role::Half, "yarım çeyrek"),
    (Role::Sign, "yüzde eksi artı binde"),
    (Role::Degree, "derece"),
];

pub(super) const ARABIC: Lists = &[
    (
        Role::Number,
        "صفر واحد واحدة اثنان اثنين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة عشر \
         عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين",
    ),
    (
        Role::Scale,
        "مئة مائة مئات مئتان مائتان مائتين مئتين ألف آلاف ألفا ألفين ألفان مليون مليونا ملايين مليونين مليار \
         مليارا مليارات مليارين تريليون",
    ),
    (
        Role::Tail,
        "وعشرون وعشرين وثلاثون وثلاثين وأربعون وأربعين وخمسون وخمسين وستون وستين وسبعون وسبعين وثمانون وثمانين \
         وتسعون وتسعين ونصف وربع وثلث وواحد واثنان واثنين وثلاثة وأربعة وخمسة وستة وسبعة وثمانية وتسعة وعشرة ومئة ومائة",
    ),
    (Role::To, "إلى"),
    (Role::Between, "بين"),
    (Role::And, "و"),
    (Role::Or, "أو"),
    (Role::Half, "نصف ربع ثلث"),
    (Role::Sign, "ناقص"),
    (Role::Percent, "بالمئة بالمائة"),
    (Role::Per, "في"),
    (Role::Cent, "المئة المائة الألف"),
    (Role::Degree, "درجة درجات"),
];

pub(super) const HEBREW: Lists = &[
    (
        Role::Number,
        "אפס אחד אחת שניים שתיים שני שתי שלושה שלוש ארבעה ארבע חמישה חמש שישה שש שבעה שבע שמונה תשעה תשע עשרה עשר \
         עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים",
    ),
    (Role::Scale, "מאה מאות מאתיים אלף אלפים אלפיים מיליון מיליוני מיליארד מיליארדי טריליון"),
    (
        Role::Tail,
        "ואחד ואחת ושניים ושתיים ושלושה ושלוש וארבעה וארבע וחמישה וחמש ושישה ושש ושבעה ושבע ושמונה ותשעה ותשע \
         ועשרה ועשר ועשרים ושלושים וארבעים וחמישים ושישים ושבעים ושמונים ותשעים ומאה ומאות וחצי ורבע",
    ),
    (Role::To, "עד"),
    (Role::Between, "בין"),
    (Role::Or, "או"),
    (Role::Half, "חצי רבע"),
    (Role::Sign, "מינוס פלוס"),
    (Role::Percent, "אחוז אחוזים"),
    (Role::Degree, "מעלה מעלות"),
];

pub(super) const PERSIAN: Lists = &[
    (Role::Ten, "بیست سی چهل پنجاه شصت هفتاد هشتاد نود"),
    (
        Role::Number,
        "صفر یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده بیست سی چهل \
         پنجاه شصت هفتاد هشتاد نود",
    ),
    (
        Role::Scale,
        "صد صدها دویست سیصد چهارصد پانصد ششصد هفتصد هشتصد نهصد هزار هزاران میلیون میلیون‌ها میلیارد تریلیون",
    ),
    (Role::Tail, "نیم ربع سوم چهارم"),
    (Role::And, "و"),
    (Role::To, "تا"),
    (Role::Between, "بین"),
    (Role::Or, "یا"),
    (Role::Half, "نیم"),
    (Role::Sign, "منفی منهای"),
    (Role::Percent, "درصد"),
    (Role::Degree, "درجه"),
];

pub(super) const HINDI: Lists = &[
    (
        Role::Number,
        "शून्य एक दो तीन चार पाँच पांच छह सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह पन्द्रह सोलह सत्रह अठारह उन्नीस बीस \
         इक्कीस पच्चीस तीस पैंतीस चालीस पैंतालीस पचास पचपन साठ पैंसठ सत्तर पचहत्तर अस्सी पचासी नब्बे डेढ़ ढाई",
    ),
    (Role::Scale, "सौ सैकड़ों हज़ार हजार हज़ारों हजारों लाख लाखों करोड़ करोड़ों अरब अरबों खरब मिलियन बिलियन"),
    (Role::To, "से"),
    (Role::Or, "या"),
    (Role::Half, "आधा आधे आधी साढ़े सवा पौने"),
    (Role::Sign, "माइनस ऋण साढ़े सवा पौने"),
    (Role::Percent, "प्रतिशत फीसदी फ़ीसदी"),
    (Role::Degree, "डिग्री"),
];
