//! Money: by what marks, words and codes a currency is known.

/// The currency of a symbol. That of China and that of Japan are written alike.
pub(super) fn currency_symbol(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "$" => "$",
        "€" => "€",
        "£" => "£",
        "¥" | "￥" => "¥",
        "₽" => "₽",
        "₹" | "₨" => "₹",
        "₩" => "KRW",
        "₴" => "UAH",
        "₺" => "TRY",
        "₪" => "ILS",
        "₦" => "NGN",
        "₫" => "VND",
        "฿" => "THB",
        _ => return None,
    })
}

/// The dollar, or other money, of letters before a `$`.
pub(super) fn dollar(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "us" | "u" => "$",
        "a" | "au" | "aus" => "AUD",
        "c" | "ca" | "can" | "cdn" => "CAD",
        "nz" => "NZD",
        "hk" => "HKD",
        "s" | "sg" => "SGD",
        "nt" => "TWD",
        "r" => "BRL",
        "mex" | "mx" => "MXN",
        "z" => "ZWL",
        "j" => "JMD",
        _ => return None,
    })
}

/// The currency of a word behind a number.
pub(super) fn currency_word(word: &str) -> Option<&'static str> {
    Some(match word {
        "dollar" | "dollars" => "$",
        "euro" | "euros" => "€",
        "sterling" | "quid" => "£",
        "ruble" | "rubles" | "rouble" | "roubles" => "₽",
        "yuan" | "renminbi" => "CNY",
        "yen" => "JPY",
        "rupee" | "rupees" => "₹",
        "franc" | "francs" => "CHF",
        "crown" | "crowns" | "krone" | "kroner" | "krona" | "kronor" | "koruna" | "kr" => "kr",
        "zloty" | "zlotys" | "zlotych" => "PLN",
        "forint" | "forints" => "HUF",
        "lira" | "liras" => "TRY",
        "peso" | "pesos" => "MXN",
        "reais" => "BRL",
        "baht" => "THB",
        "shekel" | "shekels" => "ILS",
        "hryvnia" | "hryvnias" | "hryvnya" => "UAH",
        "tenge" => "KZT",
        "naira" => "NGN",
        "ringgit" => "MYR",
        "rupiah" => "IDR",
        "dirham" | "dirhams" => "AED",
        "riyal" | "riyals" => "SAR",
        "dinar" | "dinars" => "dinar",
        "rand" => "ZAR",
        "leu" | "lei" => "lei",
        "deutschmarks" | "deutschmark" => "DEM",
        "cent" | "cents" => "¢",
        "guilder" | "guilders" => "guilder",
        "guinea" | "guineas" => "guinea",
        "florin" | "florins" => "florin",
        "ducat" | "ducats" => "ducat",
        "thaler" | "thalers" | "taler" | "talers" => "taler",
        "escudo" | "escudos" => "escudo",
        "drachma" | "drachmas" | "drachmae" => "drachma",
        "peseta" | "pesetas" => "peseta",
        "afghani" | "afghanis" => "AFN",
        "cedi" | "cedis" => "GHS",
        "taka" => "BDT",
        "birr" => "ETB",
        "kwacha" => "kwacha",
        "lev" | "leva" => "BGN",
        "soum" | "som" => "som",
        _ => return None,
    })
}

/// The currency of a code before or behind a number; in lower case.
pub(super) fn currency_code(word: &str) -> Option<&'static str> {
    Some(match word {
        "us" | "usd" => "$",
        "eur" => "€",
        "gbp" => "£",
        "rmb" | "cny" => "CNY",
        "jpy" => "JPY",
        "rub" => "₽",
        "inr" | "rs" => "₹",
        "chf" => "CHF",
        "aud" => "AUD",
        "cad" => "CAD",
        "nzd" => "NZD",
        "hkd" => "HKD",
        "sgd" => "SGD",
        "twd" => "TWD",
        "sek" | "nok" | "dkk" | "czk" => "kr",
        "pln" => "PLN",
        "huf" => "HUF",
        "try" => "TRY",
        "mxn" => "MXN",
        "brl" => "BRL",
        "zar" => "ZAR",
        "krw" => "KRW",
        "ils" => "ILS",
        "uah" => "UAH",
        "kzt" => "KZT",
        "ron" | "mdl" => "lei",
        _ => return None,
    })
}

/// The people that call their money by a name that others use too.
pub(super) fn people(word: &str) -> Option<&'static str> {
    Some(match word {
        "australian" => "AUD",
        "canadian" => "CAD",
        "zealand" => "NZD",
        "kong" => "HKD",
        "singapore" | "singaporean" => "SGD",
        "taiwan" | "taiwanese" => "TWD",
        "british" => "£",
        "egyptian" => "EGP",
        "japanese" => "JPY",
        "chinese" => "CNY",
        "indian" => "INR",
        "pakistani" => "PKR",
        "swiss" => "CHF",
        _ => return None,
    })
}

/// The money of a people: their dollar, pound, rupee or franc.
pub(super) fn money_of(people: &'static str, word: &str) -> Option<&'static str> {
    match word {
        "dollar" | "dollars" if people.ends_with('D') => Some(people),
        "pound" | "pounds" if matches!(people, "£" | "EGP") => Some(people),
        "yen" if people == "JPY" => Some(people),
        "yuan" if people == "CNY" => Some(people),
        "rupee" | "rupees" if people == "INR" => Some("₹"),
        "rupee" | "rupees" if people == "PKR" => Some("PKR"),
        "franc" | "francs" if people == "CHF" => Some(people),
        _ => None,
    }
}

/// Whether two are the same money, as far as is said: `¥` may be yen or yuan.
pub(super) fn same_money(a: &str, b: &str) -> bool {
    let is_yen = |of: &str| matches!(of, "JPY" | "CNY");
    let has_cents =
        |of: &str| matches!(of, "$" | "€" | "AUD" | "CAD" | "NZD" | "HKD" | "SGD" | "ZAR" | "CHF");
    a == b
        || a == "¥" && is_yen(b)
        || b == "¥" && is_yen(a)
        || a == "¢" && has_cents(b)
        || b == "¢" && has_cents(a)
}
