//! The words of Turkish.

use super::words::{CautionWords, NONE};

#[rustfmt::skip] // lists are read in lines
pub(super) const WORDS: CautionWords = CautionWords {
    language: "tr",
    common: &["ve", "bir", "bu", "için", "ile", "da", "de", "olarak", "olan", "çok", "daha", "gibi"],
    harmless: &["değil mi", "sadece değil", "namaz", "komedi", "şüphesiz", "kuşkusuz", "yok denecek"],
    negations: &[
        "değil", "değildir", "değildi", "değildik", "değiller", "değilim", "yok", "yoktu", "yoktur", "asla",
        "hiçbir~", "olmadan", "ne de", "yerine", "~madı", "~medi", "~madık", "~medik", "~madım", "~medim",
        "~madılar", "~mediler", "~mamış", "~memiş", "~mamıştır", "~memiştir", "~mamıştı", "~memişti", "~mıyor",
        "~miyor", "~muyor", "~müyor", "~mıyorlar", "~miyorlar", "~mıyordu", "~miyordu", "~mamakta", "~memekte",
        "~maz", "~mez", "~mazlar", "~mezler", "~mayan", "~meyen", "~mayacak", "~meyecek", "~mayacağı",
        "~meyeceği", "~mayacağını", "~meyeceğini", "~madığı", "~mediği", "~madığını", "~mediğini", "~madan",
        "~meden", "~mamalı", "~memeli",
    ],
    contrasts: &["değil", "yerine"],
    limits: &["sadece", "yalnızca", "yalnız", "ancak", "dışında", "hariç", "haricinde", "sırf"],
    hedges: &["neredeyse", "sözde", "belki", "güya", "iddiaya göre", "muhtemelen", "sanki"],
    turns: &[
        "ama", "fakat", "ancak", "lakin", "oysa", "rağmen", "ne var ki", "yine de", "halbuki", "gerçi",
        "buna karşın", "aksine",
    ],
    connectives: &["ancak", "fakat", "ama", "yine de", "ne var ki", "oysa", "halbuki", "aksine"],
    takes_back: &["ama", "fakat", "bu doğru", "bu yalan", "bu yanlış", "öyle değil"],
    pairs: &["sadece değil"],
    conditions: &["eğer", "şartıyla", "koşuluyla", "takdirde", "şayet", "sürece", "durumunda", "halinde"],
    asks: &["olup olmadığı", "olup olmadığını"],
    denials: &[
        "yalanladı", "yalanlıyor", "yalanladılar", "reddetti", "reddediyor", "inkâr", "inkar", "yalan",
        "asılsız", "uydurma", "şüpheli",
    ],
    stops: &["çünkü"],
    says: &["dedi", "söyledi", "belirtti", "açıkladı", "yazdı", "sordu", "yanıtladı", "ekledi", "vurguladı"],
    described: &["bu", "o", "şu", "bir", "onlar", "biz", "ben"],
    pronouns: &["o", "onlar", "biz", "ben", "siz"],
    numbers: &[
        "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz", "on", "yirmi", "otuz", "kırk", "elli", "yüz",
        "bin", "milyon", "milyar", "yarım", "yarısı", "yüzde",
    ],
    small_numbers: &["iki", "sıfır"],
    small: &["bir", "bu", "ve", "ile"],
    verbs: &["oldu", "olan", "var", "dır", "dir", "olacak"],
    flat: &["yalan", "yanlış", "hayır", "asılsız"],
    bounds: &[
        "saatte", "günde", "yılda", "ayda", "haftada", "dakikada", "kişi başına",
        "en az", "en fazla"],
    verb_last: true,
    degrees: &[
        &["tüm", "bütün", "hepsi", "her", "daima", "her zaman", "tamamen"],
        &["çoğu", "genellikle", "çoğunlukla"],
        &["birçok", "sık sık"],
        &["bazı", "bazen", "kısmen", "birkaç"],
    ],
    ..NONE
};
