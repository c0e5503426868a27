//! The sources as the desk reads them: the figures and sentences of each paragraph that a page cites,
//! and the names of each source. Each is read when it is first asked for, and once.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use crate::base::sentence::sentences;
use crate::base::text::Span;
use crate::desk::figure::{self, DecimalStyle, Figure, FigureKind};
use crate::desk::names::NameSet;
use crate::desk::phrase::{self, TextWord};
use crate::desk::roles::NamedPeople;
use crate::desk::tongue::FigureLanguage;
use crate::graph::catalog::SourceId;
use crate::source::Source;

/// The sources, read as far as they were asked for.
#[derive(Debug)]
pub struct Library {
    /// The sources themselves.
    pub sources: Arc<Vec<Source>>,
    read: Vec<SourceReading>,
    places: OnceLock<HashMap<FigureKey, Vec<(SourceId, usize)>>>,
    records: OnceLock<NameSet>,
}

#[derive(Debug, Default)]
struct SourceReading {
    paragraphs: OnceLock<Vec<ReadParagraph>>,
    names: OnceLock<NameSet>,
    record: OnceLock<Vec<Figure>>,
    tongue: OnceLock<(FigureLanguage, DecimalStyle)>,
}

#[derive(Debug, Default)]
struct ReadParagraph {
    figures: OnceLock<Vec<Figure>>,
    sentences: OnceLock<Vec<Span>>,
    pieces: OnceLock<Vec<TextWord>>,
    named: OnceLock<NamedPeople>,
}

/// What two figures share that say the same.
#[derive(Debug, PartialEq, Eq, Hash)]
struct FigureKey(u8, u64);

impl Library {
    /// The sources, of which nothing is read yet.
    pub fn new(sources: Arc<Vec<Source>>) -> Self {
        let read = sources.iter().map(|_| SourceReading::default()).collect();
        Self { sources, read, places: OnceLock::new(), records: OnceLock::new() }
    }

    /// The figures of a paragraph, by its number from 1, each where it stands in the canonical text.
    pub fn figures(&self, source: SourceId, number: usize) -> &[Figure] {
        let Some((paragraph, span, text)) = self.paragraph(source, number) else { return &[] };
        paragraph.figures.get_or_init(|| {
            let (tongue, style) = self.tongue(source);
            let mut figures = figure::read_as(text, tongue, style);
            for figure in &mut figures {
                figure.span =
                    Span { start: figure.span.start + span.start, end: figure.span.end + span.start };
            }
            figures
        })
    }

    /// In which language a source is, and how it writes decimals: as its record says, or as its text seems.
    fn tongue(&self, source: SourceId) -> (FigureLanguage, DecimalStyle) {
        *self.read[source as usize].tongue.get_or_init(|| {
            let source = &self.sources[source as usize];
            let text = source.text.as_ref().map(|text| text.canonical()).unwrap_or_default();
            let stated = source.record.language.as_deref().map(FigureLanguage::of_tag);
            let tongue = stated.unwrap_or_else(|| FigureLanguage::guess(text));
            // Who writes English writes decimals in either way.
            let style = match tongue {
                FigureLanguage::English => figure::style_of(text),
                _ => tongue.style(),
            };
            (tongue, style)
        })
    }

    /// The sentences of a paragraph, where they stand in the canonical text.
    pub fn sentences(&self, source: SourceId, number: usize) -> &[Span] {
        let Some((paragraph, span, text)) = self.paragraph(source, number) else { return &[] };
        paragraph.sentences.get_or_init(|| {
            let start = span.start as usize;
            sentences(text)
                .into_iter()
                .map(|range| Span::new(range.start + start, range.end + start))
                .collect()
        })
    }

    /// The words of a paragraph, where they stand in the canonical text.
    pub(super) fn pieces(&self, source: SourceId, number: usize) -> &[TextWord] {
        let Some((paragraph, span, text)) = self.paragraph(source, number) else { return &[] };
        paragraph.pieces.get_or_init(|| {
            let mut pieces = phrase::pieces(text);
            for piece in &mut pieces {
                piece.span = Span { start: piece.span.start + span.start, end: piece.span.end + span.start };
            }
            pieces
        })
    }

    /// The names of a paragraph, and who holds which office there.
    pub(super) fn named(&self, source: SourceId, number: usize) -> Option<&NamedPeople> {
        let pieces = self.pieces(source, number);
        let (paragraph, ..) = self.paragraph(source, number)?;
        let text = self.sources[source as usize].text.as_ref()?;
        Some(paragraph.named.get_or_init(|| NamedPeople::of(text.canonical(), pieces)))
    }

    fn paragraph(&self, source: SourceId, number: usize) -> Option<(&ReadParagraph, Span, &str)> {
        let text = self.sources[source as usize].text.as_ref()?;
        let span = text.paragraph(number)?;
        let paragraphs = self.read[source as usize]
            .paragraphs
            .get_or_init(|| text.paragraphs().iter().map(|_| ReadParagraph::default()).collect());
        let paragraph = paragraphs.get(number.checked_sub(1)?)?;
        Some((paragraph, span, text.slice(span)))
    }

    /// The figures of a source's record: its date, and what its title and its note say.
    pub fn record(&self, source: SourceId) -> &[Figure] {
        self.read[source as usize].record.get_or_init(|| {
            let record = &self.sources[source as usize].record;
            let date = record.date.map(|date| date.to_string()).unwrap_or_default();
            let title = record.title.as_deref().unwrap_or_default();
            let note = record.note.as_deref().unwrap_or_default();
            figure::read(&format!("On {date}. {title}. {note}"))
        })
    }

    /// The names of a source: every word of its text and record that has a capital.
    pub fn names(&self, source: SourceId) -> &NameSet {
        self.read[source as usize].names.get_or_init(|| NameSet::of_source(&self.sources[source as usize]))
    }

    /// The names of all records: who wrote, what it is called. Pages speak of them anywhere.
    pub fn records(&self) -> &NameSet {
        self.records.get_or_init(|| NameSet::of_records(&self.sources))
    }

    /// Where else in the library a figure stands, in the order of the sources.
    pub fn elsewhere(&self, figure: &Figure) -> &[(SourceId, usize)] {
        let places = self.places.get_or_init(|| {
            self.read_all();
            let mut places: HashMap<FigureKey, Vec<(SourceId, usize)>> = HashMap::new();
            for (id, source) in (0..).zip(&*self.sources) {
                for number in 1..=paragraphs_of(source) {
                    for key in self.figures(id, number).iter().filter_map(key) {
                        let list = places.entry(key).or_default();
                        if list.last() != Some(&(id, number)) {
                            list.push((id, number));
                        }
                    }
                }
            }
            places
        });
        key(figure).and_then(|key| places.get(&key)).map_or(&[], Vec::as_slice)
    }

    /// Reads the figures of all sources.
    ///
    /// On threads of its own: a thread of the pool would wait for the pool, take up another page that wants to
    /// know where a figure stands, and wait for itself.
    fn read_all(&self) {
        let share = self.sources.len().div_ceil(rayon::current_num_threads().max(1)).max(1);
        std::thread::scope(|scope| {
            for first in (0..self.sources.len()).step_by(share) {
                scope.spawn(move || {
                    for (id, source) in (0..).zip(&*self.sources).skip(first).take(share) {
                        for number in 1..=paragraphs_of(source) {
                            self.figures(id, number);
                        }
                    }
                });
            }
        });
    }
}

fn paragraphs_of(source: &Source) -> usize {
    source.text.as_ref().map_or(0, |text| text.paragraphs().len())
}

fn key(figure: &Figure) -> Option<FigureKey> {
    let value = |value: f64| (value * 1000.0).round().to_bits();
    Some(match figure.kind {
        FigureKind::Date => {
            let year = figure.date.year.map_or(0, i32::unsigned_abs);
            let month = figure.date.month.unwrap_or(0);
            if year == 0 && month == 0 {
                return None;
            }
            FigureKey(0, u64::from(year) * 16 + u64::from(month))
        }
        FigureKind::Decade => FigureKey(1, value(figure.value)),
        FigureKind::Century => FigureKey(2, value(figure.value)),
        FigureKind::Money(currency) => {
            let code = currency.bytes().fold(0_u8, u8::wrapping_add);
            FigureKey(32 + code % 128, value(figure.value))
        }
        FigureKind::Percent => FigureKey(3, value(figure.value)),
        FigureKind::Points => FigureKey(16, value(figure.value)),
        FigureKind::Heat(_) => FigureKey(17, value(figure.raw)),
        FigureKind::Clock(_) => FigureKey(18, value(figure.value)),
        FigureKind::Score(first, second) => FigureKey(19, u64::from(first) << 16 | u64::from(second)),
        FigureKind::Measure(dimension) => FigureKey(4 + dimension as u8, value(figure.value)),
        FigureKind::Count if figure.raw > 12.0 => FigureKey(20, value(figure.raw)),
        _ => return None,
    })
}
