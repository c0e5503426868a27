//! Names that are written in more than one way: by where they were heard, by who wrote them down, or since when.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Each line is one name, in lower case. Short forms of first names stand with the long ones.
const NAMES: &str = "\
kyiv kiev
kharkiv kharkov
lviv lvov lwow lemberg
dnipro dnepr dnieper dnipropetrovsk dnepropetrovsk
mumbai bombay
kolkata calcutta
chennai madras
bengaluru bangalore
guangzhou canton
istanbul constantinople
gdansk danzig
wroclaw breslau
kaliningrad konigsberg koenigsberg
petersburg leningrad petrograd
cologne koln koeln
munich munchen muenchen
turin torino
milan milano
florence firenze
venice venezia
naples napoli
yangon rangoon
zedong tse tung
enlai en lai
xiaoping hsiao ping
kaishek kai shek jieshi
muhammad mohammed mohammad muhammed mohamed mehmet
osama usama
qaeda qaida
hezbollah hizbollah hizbullah hezbullah
gaddafi qaddafi kadafi gadhafi qadhafi khadafy kadhafi gadafi
quran koran
tchaikovsky chaikovsky tschaikowski
yeltsin eltsin jelzin
gorbachev gorbatschow gorbatchev gorbachov
khrushchev chruschtschow khrushchov
zelensky zelenskyy zelenskiy zelenskyi selenskyj zelenski
lukashenko lukashenka
tikhanovskaya tsikhanouskaya
navalny navalnyj nawalny
alexander aleksandr alexandr oleksandr alyaksandr
vladimir volodymyr wladimir
sergei sergey serhiy serhii
mikhail mykhailo michail
nikolai nikolay mykola
yuri yury yuriy iurii
dmitry dmitri dmytro dmitriy
andrei andrey andriy
alexei alexey aleksei aleksey oleksiy
anatoly anatoli anatoliy
viktor victor
yevgeny evgeny yevgeni evgeni
william bill will
robert bob rob
joseph joe
james jim jimmy
michael mike
thomas tom
richard dick rick
anthony tony
stephen steven steve
edward ed ted eddie
christopher chris
daniel dan danny
david dave
samuel sam
benjamin ben
john jack johnny
elizabeth liz beth
katherine catherine kate kathy
margaret maggie peggy
susan sue
deborah debbie
jeffrey jeff
gregory greg
kenneth ken
ronald ron
donald don
timothy tim
matthew matt
andrew andy
lawrence larry
nicholas nick
patrick pat
charles charlie chuck
peter pete
saint st
mount mt
fort ft
";

static LINES: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| NAMES.lines().flat_map(|line| line.split(' ').map(move |name| (name, line))).collect());

/// The other ways in which a name is written.
pub(super) fn others(word: &str) -> impl Iterator<Item = &'static str> {
    LINES.get(word).into_iter().flat_map(|line| line.split(' '))
}

/// Whether the same is left of two names.
pub(super) fn are_alike(a: &str, b: &str) -> bool {
    // Nearly all pairs differ in their first letters, which stay, and nothing has to be made for those.
    let first = |word: &str| match word.bytes().next().filter(|_| word.is_ascii()) {
        Some(b'i' | b'j' | b'y') => Some(b'y'),
        first => first.filter(u8::is_ascii_alphanumeric),
    };
    if first(a).zip(first(b)).is_some_and(|(a, b)| a != b) {
        return false;
    }
    skeleton(a) == skeleton(b)
}

/// What is left of a name when all is taken away that one who writes it in other letters decides: accents,
/// doubled letters, `ue` for `ü`, and how it ends.
pub(super) fn skeleton(word: &str) -> String {
    let mut bare = String::with_capacity(word.len());
    for c in word.nfd().filter(|c| c.is_alphanumeric()) {
        match c {
            'ß' => bare.push_str("ss"),
            'ø' => bare.push('o'),
            'ł' => bare.push('l'),
            'đ' => bare.push('d'),
            'ı' => bare.push('i'),
            c => bare.push(c),
        }
    }
    let mut out = String::with_capacity(bare.len());
    for c in bare.chars() {
        let c = if matches!(c, 'i' | 'j' | 'y') { 'y' } else { c };
        if out.ends_with(c) || c == 'e' && out.len() > 1 && out.ends_with(['a', 'o', 'u']) {
            continue;
        }
        out.push(c);
    }
    if out.len() > 5 && (out.ends_with("nko") || out.ends_with("nka")) {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn first_letters_only_spare_work(a in "[aeijlnoyAIY0.éİßøł-]{0,4}", b in "[aeijlnoyAIY0.éİßøł-]{0,4}") {
            prop_assert_eq!(are_alike(&a, &b), skeleton(&a) == skeleton(&b));
        }
    }
}
