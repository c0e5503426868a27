//! Amounts of two units, ratios and powers: `6 feet 2 inches`, `3 : 1`, `10 to the power of 6`.

use super::beyond::{first_word, is_number, last_word};
use super::figures::{digits, digits_at_end};
use super::scripts::{is_han_digit, is_han_scale};
use crate::source::fold::{begins_number, is_currency};
use crate::source::numerals::{NumberRole, roles};
use crate::source::text::is_unspaced;

/// Whether an amount, a ratio or a power goes on at this place.
pub(super) fn goes_on(left: &str, right: &str) -> bool {
    let (before, after) = (left.trim_end_matches(' '), right.trim_start_matches(' '));
    in_units(before, after)
        || in_unspaced_units(left, right)
        || in_ratio(left, right)
        || in_power(left, right)
}

/// Units of which a smaller one tells the rest of an amount: in each family the greater first, in many languages.
const FAMILIES: &[&[&str]] = &[
    &[
        "years year yrs yr Jahre Jahren Jahr ans an années année años año anni anno anos ano лет год года lat lata \
         rok років роки рік jaar jaren år yıl ετών έτη χρόνια שנים वर्ष साल سنوات سنة سال 년",
        "months month mos Monate Monaten Monat mois meses mes mesi mese mês месяцев месяца месяц miesięcy miesiące \
         miesiąc місяців місяці місяць maanden maand måneder månader ay μήνες חודשים महीने أشهر شهور ماه",
        "weeks week wks wk Wochen Woche semaines semaine semanas semana settimane settimana недель недели неделю \
         tygodni tygodnie weken week veckor uker hafta",
        "days day Tage Tagen Tag jours jour días día giorni giorno dias dia дней дня день dni dzień днів дні dagen dag \
         dagar dager gün ημέρες μέρες ימים दिन أيام يوم روز",
        "hours hour hrs hr h Stunden Stunde Std heures heure horas hora ore ora часов часа час ч godzin godziny godzinę \
         годин години uur timmar timer saat ώρες שעות घंटे ساعات ساعة ساعت 시간",
        "minutes minute mins min Minuten Minute minutos minuto minuti минут минуты минуту мин minut minuty хвилин \
         хвилини minuten minuter dakika λεπτά דקות मिनट دقيقة دقائق دقیقه 분",
        "seconds second secs sec s Sekunden Sekunde secondes seconde segundos segundo secondi секунд секунды сек \
         sekund sekundy seconden sekunder saniye δευτερόλεπτα שניות सेकंड ثانية ثوان ثانیه 초",
    ],
    &[
        "miles mile mi kilometres kilometers km Kilometer kilomètres kilómetros quilômetros chilometri километров \
         километра км",
        "yards yard yd yds",
        "feet foot ft metres meters metre meter m Meter mètres mètre metros metro metri метров метра м pieds pies фута футов",
        "inches inch in ins centimetres centimeters cm Zentimeter centimètres centímetros centimetri сантиметров \
         сантиметра см Zoll pouces pulgadas дюймов дюйма",
        "millimetres millimeters mm Millimeter millimètres milímetros миллиметров мм",
    ],
    &[
        "tons ton tonnes tonne t Tonnen toneladas тонн тонны",
        "hundredweight cwt",
        "stone stones st",
        "kilograms kilogrammes kilograms kilos kg Kilogramm Kilo kilogramos килограммов кг",
        "pounds pound lbs lb livres libras фунтов фунта",
        "ounces ounce oz onces onzas унций унции grams grammes g Gramm gramos граммов г",
    ],
    &[
        "pounds pound dollars dollar euros euro Euro rubles roubles ruble rouble рублей рубля рубль руб francs franc \
         Franken złotych złote kronor kroner yuan rupees reais pesos pesetas lire marks Mark guilders crowns гривень гривні",
        "shillings shilling s sous sols",
        "pence penny p d cents cent Cent centimes копеек копейки коп kopecks kopeks groszy öre øre centavos centésimos \
         centesimi paise Rappen Pfennig farthings",
    ],
    &[
        "degrees degree Grad degrés degré grados gradi graus градусов градуса stopni",
        "minutes minute Minuten minutos minuti минут минуты minut",
        "seconds second Sekunden secondes segundos секунд sekund",
    ],
    &["gallons gallon litres liters l", "quarts quart", "pints pint", "millilitres milliliters ml cl"],
];

/// The same in scripts without spaces.
const UNSPACED: &[&[&str]] = &[
    &[
        "年",
        "个月 個月 か月 ヶ月 カ月 ヵ月",
        "周 週間 星期",
        "天 日間",
        "小时 小時 時間 点 點 時 时",
        "分钟 分鐘 分",
        "秒钟 秒鐘 秒",
    ],
    &["公里 千米", "米 公尺 英尺 呎 尺", "厘米 公分 英寸 吋 寸", "毫米"],
    &["吨 噸", "公斤 千克", "磅 斤", "盎司 克 两 兩"],
    &["元 块 塊", "角 毛", "分"],
];

/// The family and the place in it of a unit; a unit may be of two.
fn ranks(word: &str, families: &'static [&'static [&'static str]]) -> impl Iterator<Item = (usize, usize)> {
    let of_family = move |(family, units): (usize, &&[&str])| {
        let rank = units.iter().position(|forms| forms.split(' ').any(|form| form == word))?;
        Some((family, rank))
    };
    families.iter().enumerate().filter_map(of_family)
}

fn is_smaller(great: &str, small: &str, families: &'static [&'static [&'static str]]) -> bool {
    ranks(great, families)
        .any(|(family, rank)| ranks(small, families).any(|(other, below)| other == family && below > rank))
}

/// `6 feet | 2 inches`, `2 hours | and | 15 minutes`, `6 foot | 2`, `3 euros | 50`.
fn in_units(left: &str, right: &str) -> bool {
    let left = left.strip_suffix(',').unwrap_or(left);
    let right = right.strip_prefix(',').unwrap_or(right).trim_start_matches(' ');
    let is_and = |word: &str| roles(word).is_some_and(|roles| roles.of(NumberRole::And) != 0);
    let first = first_word(right);
    let (joined, right) = match is_and(first) {
        true => (true, right[first.len()..].trim_start_matches(' ')),
        false => (false, right),
    };
    let Some((number, rest)) = number_after(right) else { return false };
    let last = last_word(left);
    let (joined, left) = match is_and(last) && !joined {
        true => (true, left[..left.len() - last.len()].trim_end_matches([' ', ','])),
        false => (joined, left),
    };
    // `5 lb. 3 oz.`, but not `for 2 hours. 15 minutes later`
    let amount = left.strip_suffix('.').filter(|left| last_word(left).chars().count() < 4).unwrap_or(left);
    let great = last_word(amount);
    let small = first_word(rest.trim_start_matches(' '));
    // `£3 | 10s`
    let sum = left.trim_end_matches(|c: char| c.is_ascii_digit());
    if sum.len() < left.len() && sum.ends_with('£') {
        return is_smaller("pounds", small, FAMILIES);
    }
    if great.is_empty()
        || great.starts_with(is_unspaced)
        || !ends_number(&amount[..amount.len() - great.len()])
    {
        return false;
    }
    // A Korean unit has its particles behind it.
    let korean =
        small.chars().next().filter(|c| ('\u{ac00}'..='\u{d7a3}').contains(c)).map_or(0, char::len_utf8);
    if is_smaller(great, small, FAMILIES) || korean > 0 && is_smaller(great, &small[..korean], FAMILIES) {
        return true;
    }
    // The smaller unit goes without saying.
    let value = number.parse::<u32>().unwrap_or(u32::MAX);
    let two = number.len() == 2 && value < 100;
    !joined
        && match great {
            "foot" | "ft" => {
                value < 12 || roles(number).is_some_and(|roles| roles.of(NumberRole::Number) != 0)
            }
            "stone" | "st" => value < 14,
            "h" | "heures" | "heure" | "Uhr" => two && value < 60,
            "m" | "mètre" | "Meter" | "euro" | "euros" | "Euro" | "francs" | "franc" => two,
            _ => false,
        }
}

/// `2小时|15分钟`, `3元|5角`
fn in_unspaced_units(left: &str, right: &str) -> bool {
    if !left.ends_with(is_unspaced) {
        return false;
    }
    let counts = |c: char| c.is_ascii_digit() || is_han_digit(c) || is_han_scale(c);
    let rest = right.trim_start_matches(counts);
    if rest.len() == right.len() || !rest.starts_with(is_unspaced) {
        return false;
    }
    UNSPACED.iter().any(|units| {
        let great = units.iter().position(|forms| {
            forms.split(' ').any(|form| left.strip_suffix(form).is_some_and(|left| left.ends_with(counts)))
        });
        let small = units.iter().rposition(|forms| forms.split(' ').any(|form| rest.starts_with(form)));
        matches!((great, small), (Some(great), Some(small)) if great < small)
    })
}

/// `3 | : | 1`. A French colon stands apart as well, so that small numbers alone are taken for a ratio, and none
/// that a title numbers: `Table 3 : 12 ships`.
fn in_ratio(left: &str, right: &str) -> bool {
    const LONGEST: usize = 3;
    let is_colon = |c: char| matches!(c, ':' | '∶' | '：');
    let (head, tail) = match (left.trim_end_matches(' '), right.trim_start_matches(' ')) {
        (left, right) if right.starts_with(is_colon) => (left, right.trim_start_matches(is_colon)),
        (left, right) if left.ends_with(is_colon) => (left.trim_end_matches(is_colon), right),
        _ => return false,
    };
    let ratio = head.trim_end_matches(' ');
    let spaced = tail.starts_with(' ') || right.starts_with(' ') || left.ends_with(' ');
    let tail = tail.trim_start_matches(' ');
    let count = digits_at_end(ratio);
    let before = ratio[..ratio.len() - count].trim_end_matches(' ');
    let titled = last_word(before).starts_with(char::is_uppercase);
    spaced
        && (head.len() > ratio.len() || right.starts_with(' '))
        && (1..=LONGEST).contains(&count)
        && (1..=LONGEST).contains(&digits(tail))
        && !titled
}

/// What stands between a number and its power.
const POWERS: &[&str] = &[
    "to the power of",
    "to the power",
    "raised to the power of",
    "raised to",
    "to the minus",
    "hoch",
    "puissance",
    "à la puissance",
    "elevado a la",
    "elevado a",
    "elevato alla",
    "в степени",
    "do potęgi",
];

/// `10 | to the power of 6`, `10 to the power of | 6`, `10 | to the sixth power`.
fn in_power(left: &str, right: &str) -> bool {
    let (left, right) = (left.trim_end_matches(' '), right.trim_start_matches(' '));
    POWERS.iter().any(|phrase| {
        let parts = [0, phrase.len()].into_iter().chain(phrase.match_indices(' ').map(|(at, _)| at));
        parts.into_iter().any(|at| {
            let (head, tail) = (&phrase[..at], phrase[at..].trim_start());
            let before = left.strip_suffix(head).filter(|before| head.is_empty() || before.ends_with(' '));
            let after = right.strip_prefix(tail).filter(|after| tail.is_empty() || after.starts_with(' '));
            let (Some(before), Some(after)) = (before, after) else { return false };
            let after = after.trim_start_matches(' ').trim_start_matches("minus ");
            ends_number(before) && (begins_number(after) || is_number(first_word(after)))
        })
    })
}

/// Whether a number ends here, in digits or in words.
fn ends_number(text: &str) -> bool {
    let text = text.trim_end_matches([' ', '-']);
    text.ends_with(|c: char| c.is_numeric()) || is_number(last_word(text))
}

/// The number with which a text begins, and what stands behind it.
fn number_after(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches(is_currency);
    if text.starts_with(char::is_numeric) {
        let end =
            text.find(|c: char| !(c.is_numeric() || matches!(c, '.' | ',' | '/'))).unwrap_or(text.len());
        let number = text[..end].trim_end_matches(['.', ',']);
        return Some((number, &text[number.len()..]));
    }
    let mut end = 0;
    loop {
        let word = first_word(&text[end..]);
        if !is_number(word) {
            break;
        }
        end += word.len();
        match text[end..].starts_with(['-', ' ']) && is_number(first_word(&text[end + 1..])) {
            true => end += 1,
            false => break,
        }
    }
    (end > 0).then(|| text.split_at(end))
}
