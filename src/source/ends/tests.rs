//! What is whole and what is cut, by kind and language.

use crate::source::passage::{Lookup, find};
use crate::source::text::Text;

/// Of a source, what may be quoted from it and what may not.
#[track_caller]
fn check(source: &str, whole: &[&str], cut: &[&str]) {
    let text = Text::plain(source);
    let found =
        |quotation: &str| matches!(find(&text, quotation, None), Lookup::Found(_) | Lookup::Ambiguous(_));
    for quotation in whole {
        assert!(found(quotation), "{quotation:?} is not found in {source:?}");
    }
    for quotation in cut {
        assert!(!found(quotation), "{quotation:?} is found in {source:?}");
    }
}

#[test]
fn a_sign_is_of_its_number() {
    check(
        "The pond froze at −12 degrees.",
        &["froze at −12 degrees", "froze at -12 degrees", "−12"],
        &["12 degrees", "froze at 12"],
    );
    check("It stood at -31 in May and at (-32) in June.", &["-31 in May"], &["31 in May", "32"]);
    check(
        "It took ±3 hours, ~14 men, <15 boats, ≤ 16 oars, ≠17, ≈ 18, > 19.",
        &["took ±3 hours", "≤ 16 oars"],
        &["3 hours", "14 men", "15 boats", "16 oars", "17", "18", "19"],
    );
    check("Over 60+ towns and 5 + 4 villages", &["Over 60+ towns"], &["Over 60", "4 villages", "and 5"]);
    check(
        "It lost −$30 and minus 40 degrees",
        &["lost −$30", "minus 40 degrees"],
        &["$30", "30 and", "40 degrees"],
    );
    check("It cost $30 and £40 a day, A$50 a week.", &["30 and", "$30", "40 a day"], &["$50", "50 a week"]);
    check("He said yes — 7 of them did, and — 8 did not.", &["7 of them", "He said yes", "8 did not"], &[]);
    check("温度为零下15度，负20度，-25℃", &["零下15度"], &["15度", "20度", "25℃", "-25"]);
}

#[test]
fn a_sign_apart_is_of_its_number() {
    check(
        "The frost was - 9 degrees, rose to – 6 and stood at -\n4 in the hut. | - 8",
        &["- 9 degrees", "-9 degrees", "The frost was −9", "rose to -6 and", "at -4 in the hut", "- 8"],
        &["9 degrees", "6 and", "4 in the hut", "8"],
    );
    check("- 11 degrees in the yard", &["- 11 degrees", "−11 degrees"], &["11 degrees"]);
    check(
        "After the flood – 6 million left – 2011 - 7 barges sank. Rain - 3 of them left.",
        &[
            "6 million left",
            "flood - 6 million",
            "7 barges sank",
            "- 3 of them left",
            "3 of them left",
            "– 6 million left",
        ],
        &[],
    );
}

#[test]
fn a_number_of_two_scales_is_whole() {
    check(
        "售出4亿6000万辆，7万2千人，15万8000元",
        &["4亿6000万辆", "7万2千人", "15万8000元"],
        &["售出4亿", "6000万辆", "7万", "2千人", "8000元", "15万"],
    );
    check(
        "모두 2억 4천만 원과 만 육천 명, 칠만 팔천 명",
        &["2억 4천만 원", "만 육천 명"],
        &["모두 2억", "4천만 원", "육천 명", "팔천 명", "칠만"],
    );
    check(
        "It sold 14 lakh 60 thousand pots.",
        &["14 lakh 60 thousand pots"],
        &["It sold 14 lakh", "60 thousand pots"],
    );
}

#[test]
fn a_number_in_words_is_whole_in_more_languages() {
    check(
        "Es kamen sechsunddreißig Tausend; dreieinhalb Millionen, drei von neun",
        &["sechsunddreißig Tausend"],
        &["Es kamen sechsunddreißig", "Tausend;", "dreieinhalb", "Millionen", "neun"],
    );
    check(
        "Это полтора миллиарда и полторы тысячи",
        &["полтора миллиарда"],
        &["миллиарда", "Это полтора", "тысячи"],
    );
    check("增长三倍半，两个半小时", &["三倍半"], &["增长三倍", "半小时"]);
    check("Un sur six vote, une sur neuf part", &["Un sur six vote"], &["Un", "six vote", "neuf part"]);
    check("Uno de cada seis vota", &["Uno de cada seis"], &["Uno", "seis vota", "cada seis"]);
    check(
        "It is 7 per 2,000; six per thousand, 8 in every 300, two out of every nine.",
        &["7 per 2,000", "8 in every 300"],
        &["It is 7", "2,000", "six", "thousand", "300", "every 300", "8", "nine", "two"],
    );
    check(
        "It holds 60 or 70 pots, four or six million, 8 km to 9 km, $6 to $7; 5 seats to sell.",
        &["60 or 70 pots", "8 km to 9 km", "5 seats"],
        &["It holds 60", "70 pots", "four", "six million", "8 km", "9 km", "$6", "$7"],
    );
    check(
        "约20%至25%，on 3 July–9 August, May 4–June 8 it is",
        &["20%至25%", "3 July–9 August"],
        &["约20%", "25%", "on 3 July", "9 August", "June 8 it", "May 4"],
    );
}

#[test]
fn a_bracket_within_a_word_is_of_it() {
    check(
        "An (in)visible, (non-)legal hu(man) of (m)any road(s) said (quietly) so (a part) of f(x).",
        &["(in)visible", "road(s) said", "quietly", "said (quietly) so", "a part", "hu(man) of"],
        &["visible", "legal", "hu", "man", "any", "road", "An (in)", "in", "non"],
    );
    check("The Fund(IMF) (see)", &["IMF", "The Fund"], &[]);
}

#[test]
fn what_a_break_parts_is_whole() {
    check(
        "It cost 17, 300 crowns. Item 5, 6 and 2019, 700 men.",
        &["17, 300 crowns", "6 and 2019", "700 men"],
        &["300 crowns", "It cost 17"],
    );
    check("They were dis-\n\nsatisfied with forty-\n\nsix men", &["with"], &["satisfied", "six men"]);
}

#[test]
fn degrees_and_clocks_are_of_the_number() {
    check(
        "It was 7 degrees Celsius and 60° F, minus 3, negative 4, at 9:15 pm or 8 a.m. sharp.",
        &["7 degrees Celsius", "60° F", "9:15 pm"],
        &["It was 7", "7 degrees", "60°", "3, negative", "4, at", "at 9:15", "8"],
    );
    check("It was 7 degrees there", &["It was 7", "7 degrees"], &[]);
    check("He is 5' 11\" tall", &["5' 11\" tall"], &["11\" tall", "He is 5'"]);
    check("نسبة ٪٤٢ من", &["٪٤٢"], &["٤٢"]);
}

#[test]
fn a_number_is_whole() {
    check(
        "It drew 14 500 people in May 2020 120 times, 9\u{a0}800 boats.",
        &["14 500 people", "drew 14 500", "9 800 boats"],
        &["500 people", "drew 14", "800 boats"],
    );
    check(
        "1’400’000 francs, 13,45,678 rupees, 1_000 lines, 1.300.000 euros",
        &["1'400'000 francs"],
        &["400’000", "000 francs", "45,678 rupees", "13,45", "000 lines", "1_0", "300.000 euros"],
    );
    check(
        "It rose to 6·5 metres, 3⁄4 cup, 5 ½ hours, 2 1/4 days, 1/8 inch",
        &["5 ½ hours", "1/8 inch"],
        &[
            "rose to 6",
            "5 metres",
            "4 cup",
            "½ hours",
            "1/4 days",
            "It rose to 6·5 metres, 3⁄4 cup, 5",
            "8 inch",
        ],
    );
    check(
        "A dose of 10^7, 4×10⁵ cells, 10⁻⁴ grams, 6 x 20 feet, 7 × 30 cm",
        &["10^7", "6 x 20 feet"],
        &["dose of 10", "7, 4×10⁵", "10⁵ cells", "dose of 10^7, 4", "20 feet", "30 cm", "⁻⁴ grams"],
    );
    check(
        "In 2019 500 ships came, 3 of them at 5:40.",
        &["In 2019", "500 ships came", "3 of them"],
        &["at 5", "40"],
    );
    check("Articles 5, 6 and 7", &["Articles 5", "6 and 7", "7", "5, 6"], &[]);
    check("En 1990, 500 hommes", &["500 hommes"], &[]);
    check("ปี ๒๕๖๕ ที่", &["๒๕๖๕"], &["๕๖๕", "๒๕"]);
}

#[test]
fn a_scale_and_a_unit_are_of_the_number() {
    check(
        "It cost 9 million crowns, $3 bn, 4 m, 5k, 6 lakh rupees and 2 dozen eggs.",
        &["9 million crowns", "$3 bn", "2 dozen eggs"],
        &[
            "It cost 9",
            "million crowns",
            "$3",
            "6 lakh rupees and 2",
            "lakh rupees",
            "dozen eggs",
            "9 million crowns, $3 bn, 4",
        ],
    );
    check(
        "It rose 6% in May, 7 % in June, 8 per cent in July, 9 percent, 3 percentage points, 25 basis points.",
        &["rose 6%", "8 per cent in July", "rose 6% in May, 7 %"],
        &[
            "It rose 6",
            "rose 6% in May, 7",
            "per cent in July",
            "8",
            "8 per",
            "9",
            "3 percentage",
            "percentage points",
            "25 basis",
            "25",
        ],
    );
    check(
        "It was 30 °C, 31° there, at 48°12′ north, 5′ 10″ tall",
        &["30 °C"],
        &["It was 30", "31", "48", "12′ north", "48°", "5"],
    );
    check(
        "Es kostete 9 Millionen, 8 Prozent, 3 Mrd. Euro",
        &["9 Millionen"],
        &["Es kostete 9", "8", "3", "Millionen"],
    );
    check("Cela coûte 9 millions, 8 pour cent", &["9 millions"], &["Cela coûte 9", "8", "8 pour", "cent"]);
    check("Costó 9 millones y subió 8 por ciento", &["8 por ciento"], &["Costó 9", "subió 8", "ciento"]);
    check(
        "Это стоило 9 млн рублей, 8 процентов, 7 тысяч",
        &["9 млн рублей"],
        &["стоило 9", "8", "7", "млн рублей"],
    );
    check("It has 12 rooms and 5 cents", &["It has 12", "5"], &[]);
}

#[test]
fn a_number_in_words_is_whole() {
    check(
        "Some thirty-five percent agreed. Two hundred and nine men and four thousand women came.",
        &["Two hundred and nine men", "four thousand women", "men and four thousand women came"],
        &[
            "five percent",
            "nine men",
            "hundred and nine",
            "Two hundred",
            "four",
            "thousand women",
            "Some thirty",
            "and nine men",
        ],
    );
    check(
        "Half a million left, two and a half million stayed, a dozen died, three quarters fled.",
        &["Half a million left"],
        &[
            "a million left",
            "million left",
            "half million stayed",
            "a half million",
            "and a half million",
            "dozen died",
            "quarters fled",
        ],
    );
    check(
        "tens of thousands came, one in five agreed, nine out of ten did",
        &["tens of thousands came"],
        &["thousands came", "five agreed", "ten did", "one", "nine"],
    );
    check(
        "Two men and three women came; six one-legged sailors left",
        &["three women came", "Two men", "one-legged sailors"],
        &[],
    );
    check(
        "Count one two three nine ten eleven, five and six",
        &["two three", "nine ten", "eleven", "five", "six"],
        &[],
    );
    check(
        "два с половиной года, двести пять лет",
        &["два с половиной года"],
        &["половиной года", "два", "пять лет"],
    );
    check(
        "Vierundzwanzig kamen, zwei Millionen gingen, hundert und sechs blieben",
        &["zwei Millionen gingen"],
        &["zwanzig kamen", "Millionen gingen", "sechs blieben"],
    );
    check(
        "Soixante et onze voix, deux cents hommes, quatre-vingt-dix jours",
        &["deux cents hommes"],
        &["onze voix", "cents hommes", "dix jours", "quatre"],
    );
    check(
        "Treinta y cinco casas, dos mil hombres",
        &["dos mil hombres"],
        &["cinco casas", "mil hombres", "y cinco casas"],
    );
    check(
        "Двадцать пять человек, две тысячи домов",
        &["Двадцать пять человек"],
        &["пять человек", "тысячи домов", "Двадцать", "две"],
    );
    check(
        "二十八万人参加，三分之二同意，第五天",
        &["二十八万人参加"],
        &["八万人参加", "万人参加", "二同意", "三", "二十八", "五天"],
    );
    check("25万人，三点六亿", &["25万人"], &["25", "万人", "六亿", "三"]);
    check("이십팔만 명, 35만 명", &["이십팔만 명"], &["팔만 명", "이십팔", "만 명", "35"]);
}

#[test]
fn a_range_is_whole() {
    check(
        "It takes 20–24 weeks, 30 to 35 days, from 6 to 9 hours, between 4 and 7 boats.",
        &["20-24 weeks", "30 to 35 days", "from 6 to 9 hours", "between 4 and 7 boats"],
        &["24 weeks", "takes 20", "35 days", "9 hours", "from 6", "between 4", "7 boats"],
    );
    check(
        "It rose from 5% to 8% and from $3 to $4, from two to six men.",
        &["from 5% to 8%", "to 8%", "from two to six men"],
        &["8%", "from 5%", "$4", "4", "from $3", "six men", "from two"],
    );
    check(
        "Von 10 bis 12 Uhr, entre 5 et 8 heures, от 5 до 9 лет, de 3 a 6 años",
        &["Von 10 bis 12 Uhr"],
        &["Von 10", "12 Uhr", "8 heures", "9 лет", "6 años"],
    );
    check("In 2020 — 5 years later — it fell to 12.", &["In 2020", "5 years later", "it fell to 12"], &[]);
    check("五至八人", &["五至八人"], &["八人", "五"]);
}

#[test]
fn a_compound_is_one_word() {
    check(
        "The strike was non-political, an anti-war and ex-soldier crowd, duty-free.",
        &["non-political", "anti-war and ex-soldier"],
        &[
            "political",
            "war and ex-soldier crowd",
            "soldier crowd",
            "crowd, duty",
            "-political",
            "strike was non",
            "anti-war and ex",
            "free",
        ],
    );
    check(
        "A pre\u{2010}war U.S.-led force, pro- and anti-war, mid-2011, a 5-year plan",
        &["anti-war", "pro- and anti-war"],
        &["war U.S.-led", "led force", "U.S.", "pro", "2011", "a 5", "year plan"],
    );
    check(
        "It ended—so they said – quickly - or not--never.",
        &["so they said", "It ended", "quickly", "or not", "never"],
        &[],
    );
    check("אי־אפשר לדעת, צה״ל הודיע", &["אי־אפשר לדעת"], &["אפשר לדעת", "ל הודיע", "צה"]);
    check(
        "Either and/or AT&T, the U.S. Navy at x.org uses C++ here",
        &["the U.S. Navy"],
        &["or AT", "T, the", "S. Navy", "org uses", "uses C"],
    );
    check("It ended.Then it began.", &["Then it began", "It ended"], &[]);
    check("They don’t, in l’État; п’ять", &["État"], &["t, in", "They don", "ять"]);
}

#[test]
fn scripts_without_spaces_have_words_too() {
    check(
        "그것은 불공정하다. 정부는 합의를 발표했다.",
        &["정부", "합의", "발표"],
        &["공정하다", "부는", "정"],
    );
    check("双方不赞成此案，南非总统未表态", &["双方", "总统未表态", "此案"], &["赞成此案", "表态", "双方不"]);
    check("行かない理由、賛成しないウクライナ", &["行かない", "理由"], &["行か", "賛成", "クライナ"]);
    check("เขาไม่เห็นด้วย", &["เขา"], &["เห็นด้วย"]);
    check("วันนี้ฝนตกหนักมาก", &["ฝนตก", "วันนี้"], &["นนี้", "วั", "วันนี", "ากมาก", "หนักม"]);
    check("ມື້ນີ້ຝົນຕົກຫຼາຍ", &["ຝົນຕົກ"], &["ົນຕົກ", "ຝົນຕົກຫຼ"]);
    check("ព្រៃឈើធំណាស់", &["ព្រៃឈើ"], &["រៃឈើ", "ព្រៃឈ"]);
    check("မြန်မာစာပေ", &["မြန်မာ", "စာပေ"], &["န်မာ", "မြ", "ာစာပေ"]);
    check("می\u{200c}خواهد برود", &["برود"], &["خواهد برود", "می"]);
    check("The 👩\u{200d}🚒 and 👍🏽 🇫🇷🇩🇪", &["👩\u{200d}🚒 and"], &["🚒 and", "The 👩", "and 👍", "🇷🇩 x"]);
    check("中国和俄罗斯始于2022年。", &["中国和俄罗斯", "2022年", "2022"], &["022年"]);
}

#[test]
fn an_amount_in_brackets_is_negative() {
    check(
        "Mill | (8) | (1,350) | 4\n\nA loss of (6.5) million and ($40) in May; (3)% of it, as Bell (1987) says.",
        &["(8)", "(1,350)", "4", "(6.5) million and ($40)", "(3)% of it", "1987"],
        &["8", "1,350", "(8", "8)", "6.5", "(6.5)", "million and", "40", "$40", "($40", "3", "(3)"],
    );
    check("Item (see 5, and 6) and f(x), (two) of 2 (or 3)", &["see 5", "two", "or 3"], &[]);
}

#[test]
fn a_number_that_a_break_parts_is_whole() {
    check(
        "It rose to 7.\n4 million, from €2.\n5 in May.",
        &["rose to 7. 4 million"],
        &["4 million", "It rose to 7", "It rose to 7.", "5 in May"],
    );
    check("So says Rule 7.\n4 men left. It has: 1. 5 oars", &["So says Rule 7", "4 men left", "5 oars"], &[]);
    check("am 7. 5. 1990 in Bonn", &["7. 5. 1990"], &["am 7", "5. 1990", "1990"]);
}

#[test]
fn a_number_in_words_is_whole_in_many_languages() {
    check("Er kwamen vijf miljoen mensen, 8 procent.", &["vijf miljoen"], &["vijf", "miljoen mensen", "8"]);
    check(
        "Zginęło trzydzieści dwa tysiące ludzi.",
        &["trzydzieści dwa tysiące"],
        &["dwa", "trzydzieści", "tysiące ludzi"],
    );
    check(
        "Прийшло двадцять сім тисяч, 9 відсотків",
        &["двадцять сім тисяч"],
        &["сім тисяч", "двадцять", "9"],
    );
    check(
        "Είκοσι επτά πλοία, 8 τοις εκατό",
        &["Είκοσι επτά πλοία"],
        &["επτά πλοία", "Είκοσι", "8", "8 τοις"],
    );
    check(
        "Otuz iki gemi, yüzde 8 artış, 3 milyon kişi",
        &["Otuz iki gemi"],
        &["iki gemi", "Otuz", "8 artış", "3"],
    );
    check("سبعة وأربعون رجلا، 9 ملايين، 8 في المئة", &["سبعة وأربعون رجلا"], &["سبعة", "وأربعون رجلا", "9", "8"]);
    check("שלושים ושבעה אנשים, 9 מיליון", &["שלושים ושבעה אנשים"], &["שלושים", "ושבעה אנשים", "9"]);
    check("سی و هفت کشتی، ۹ میلیون، ۸ درصد", &["سی و هفت کشتی"], &["سی", "هفت کشتی", "و هفت کشتی", "۹", "۸"]);
    check("सात लाख रुपये, 9 करोड़, 8 प्रतिशत", &["सात लाख रुपये"], &["सात", "लाख रुपये", "9", "8"]);
    check("同比上升7个百分点，卖出十数头，2分の1", &["7个百分点"], &["7", "7个", "7个百分", "十", "2", "1"]);
    check("It holds 6 ppm of lead, from 2 to −4 in May", &["6 ppm"], &["It holds 6", "from 2", "−4 in May"]);
}

#[test]
fn a_sign_is_of_an_amount_of_money() {
    check(
        "It lost −AU$340 and -CHF 70 in May, (£8m) in June, 2,600- at last, (- 9) then.",
        &["lost −AU$340", "lost -AU$340 and", "(£8m) in June", "2,600- at last", "(- 9) then"],
        &["AU$340", "CHF 70", "£8m", "8m", "2,600", "9"],
    );
    check("--8 crowns a day", &["--8 crowns a day"], &["8 crowns"]);
    check("A fee of US$340, see EUR 70 (a levy)", &["US$340", "EUR 70", "a levy"], &["$340"]);
}

#[test]
fn a_range_with_units_is_whole() {
    check(
        "It is 8 m – 9 m, 3 oz–4 oz, between 11 lb and 12 lb, 6 °C - 8 °C, €3m – €4m, 2 percent – 4 percent.",
        &["8 m - 9 m", "between 11 lb and 12 lb", "€3m – €4m"],
        &[
            "9 m",
            "8 m",
            "3 oz",
            "4 oz",
            "11 lb",
            "between 11 lb",
            "12 lb",
            "6 °C",
            "8 °C",
            "€3m",
            "€4m",
            "2 percent",
            "4 percent",
        ],
    );
    check(
        "Some six–eight men; zwischen 8 cm und 9 cm",
        &["six–eight men"],
        &["six", "Some six", "eight men", "9 cm", "zwischen 8 cm"],
    );
    check("增加8米至9米，从3吨到4吨", &["8米至9米"], &["8米", "增加8米", "9米", "3吨", "4吨"]);
    check("8本から9本、3から4本", &["8本から9本"], &["8本", "9本", "3", "4本"]);
    check("It held 8 kg and 9 kg of rye — 3 kg — 4 kg", &["8 kg", "9 kg of rye"], &[]);
}

#[test]
fn a_sign_and_an_era_in_words_are_of_the_number() {
    check("マイナス8度、氷点下9度", &["マイナス8度"], &["8度", "9度"]);
    check("영하 8도, 마이너스 9도", &["영하 8도"], &["8도", "9도"]);
    check("Hava eksi 8, sıfırın altında dokuz", &["eksi 8"], &["8", "dokuz"]);
    check(
        "It was 8 degrees below zero in a town 9 miles below.",
        &["It was 8 degrees below zero", "a town 9 miles"],
        &["It was 8 degrees", "It was 8"],
    );
    check(
        "In 340 BC, by the 7th century BCE, in 650 B.C. it fell; two men of BC said that nine shares fell below zero.",
        &["In 340 BC", "the 7th century BCE", "two men of", "BC said", "nine shares fell"],
        &["In 340", "by the 7th century", "in 650"],
    );
    check("Um 340 v. Chr. und vers 650 av. J.-C.", &["340 v. Chr."], &["Um 340", "vers 650"]);
    check(
        "в 340 до н. э., 公元前650年, 紀元前七百年, 기원전 80년, MÖ 90",
        &["公元前650年"],
        &["в 340", "650年", "七百年", "80년", "90"],
    );
}

#[test]
fn a_prefix_is_of_its_word_whatever_joins_them() {
    check(
        "A non–legal, anti−slavery, ex–mayor, tax–free, non-\"royal\" and anti-(slave) club – the best–so they say",
        &["non-legal", "club", "the best", "so they say"],
        &["legal", "slavery", "mayor", "A non", "tax", "free", "royal", "slave"],
    );
}

#[test]
fn what_could_not_be_read_is_of_the_word() {
    check(
        "It cost \u{fffd}8 and was un\u{fffd}kind \u{fffd} to all",
        &["It cost", "to all"],
        &["8", "kind", "un"],
    );
}

#[test]
fn what_looks_alike_is_retyped() {
    check(
        "A 9 \u{b5}m gap, 1\u{2044}4 cup, \u{fee3}\u{fedb}\u{fe98}\u{fe90}",
        &["9 \u{3bc}m gap", "¼ cup", "مكتب"],
        &[],
    );
}

#[test]
fn a_mixed_number_is_whole() {
    check(
        "It took 4 and 1/4 days, 5 & ½ hours, three and two-fifths miles.",
        &["4 and 1/4 days", "three and two-fifths miles"],
        &["took 4", "1/4 days", "5", "½ hours", "three", "two-fifths miles"],
    );
}

#[test]
fn an_amount_of_two_units_is_whole() {
    check(
        "The mast is 9 yards 2 feet long, the trip took 3 hours and 40 minutes, and the cow weighs 7 cwt 3 lb.",
        &["9 yards 2 feet long", "3 hours and 40 minutes", "the trip took", "7 cwt 3 lb"],
        &[
            "The mast is 9 yards",
            "2 feet long",
            "the trip took 3 hours",
            "40 minutes",
            "the cow weighs 7 cwt",
            "3 lb",
        ],
    );
    check(
        "It took three days four hours. He is 5 foot 9 and weighs 11 stone 6.",
        &["three days four hours", "5 foot 9", "weighs 11 stone 6"],
        &["It took three days", "He is 5 foot", "weighs 11 stone"],
    );
    check("Der Weg dauerte 4 Stunden 20 Minuten.", &["4 Stunden 20 Minuten"], &["Der Weg dauerte 4 Stunden"]);
    check("La route dura 4 h 20 en tout.", &["4 h 20 en tout"], &["La route dura 4 h"]);
    check("Путь занял 4 часа 20 минут.", &["4 часа 20 минут"], &["Путь занял 4 часа", "20 минут"]);
    check("그 길은 4시간 20분이 걸렸다.", &["4시간 20분이"], &["그 길은 4시간"]);
    check(
        "She paid £4 11s 3d for it.",
        &["£4 11s 3d for it"],
        &["She paid £4", "She paid £4 11s", "3d for it"],
    );
    check("路程用了4小时20分钟。", &["4小时20分钟"], &["路程用了4小时", "20分钟"]);
    check(
        "It lasted 4 hours. 20 minutes later 9 ships came, and in 4 hours 30 ships left.",
        &["It lasted 4 hours.", "20 minutes later", "in 4 hours", "30 ships left"],
        &[],
    );
}

#[test]
fn a_ratio_a_power_and_a_scale_in_slang_are_whole() {
    check("The mix is 4 : 3 by weight.", &["4 : 3 by weight"], &["The mix is 4", "3 by weight"]);
    check("Table 4 : 30 mills. In 1904 : 12 mills.", &["30 mills", "12 mills"], &[]);
    check("It holds 2 to the power of 9 seeds.", &["2 to the power of 9 seeds"], &["It holds 2", "9 seeds"]);
    check("It cost $7 MM, or 7 grand a day.", &["cost $7 MM", "7 grand a day"], &["It cost $7", "or 7"]);
    check("It holds 2.25¹² seeds.", &[], &["It holds 2.25"]);
}

#[test]
fn what_a_page_broke_is_half_a_word() {
    check(
        "The mill was found un-\n\n7\n\nsound by all. It was re-\n\nAnnual Report\n\n- 8 -\n\nbuilt at once.",
        &["The mill was found", "by all. It was", "at once"],
        &["sound by all", "built at once"],
    );
    check("It cost 14,\n\n7\n\n300 crowns.", &["crowns"], &["300 crowns"]);
    check("The mill is un-\n\u{c}sound and old.", &["is unsound and old", "is un-sound"], &["sound and old"]);
    check("It ends here.\n\u{c}The next begins.", &["ends here. The next begins"], &[]);
    check("A list of 300 -\n\nmills and more", &["mills and more"], &[]);
}

#[test]
fn dashes_around_an_amount_are_no_signs() {
    check("She paid --7 crowns a day-- for it.", &["7 crowns a day", "She paid"], &[]);
    check("It was --7 degrees there.", &[], &["7 degrees"]);
}

#[test]
fn marks_of_notes_are_passed_over() {
    check(
        "The miller† left.* The smith‡ stayed.",
        &["The miller left. The smith stayed", "The miller† left.* The smith‡ stayed"],
        &[],
    );
    check("He *never* left. Score: 45*.", &["He *never* left"], &["He never left", "Score: 45."]);
}
