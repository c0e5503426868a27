//! Charts and timelines: what the graph knows of their points, and the places that [`picture`] gives them.

use std::collections::HashMap;

use crate::graph::catalog::PageId;
use crate::graph::claims;
use crate::page::block::chart::{ChartBlock, ChartKind, CitedPoint};
use crate::page::markdown::Fragment;
use crate::theme::compose::Composer;
use crate::theme::compose::html::PageWriter;
use crate::theme::{picture, view};

impl Composer<'_> {
    /// The picture of some events, which are in order of time.
    pub(super) fn time(&self, events: &[PageId]) -> Option<view::TimePicture> {
        let placed: Vec<_> = events
            .iter()
            .filter_map(|&event| {
                let page = &self.graph.catalog.page(event).page;
                Some((page.title(), page.front.date?))
            })
            .collect();
        picture::timeline::draw(&placed)
    }
}

impl PageWriter<'_, '_> {
    /// The view of a chart, which is the block of that number.
    pub(super) fn chart(&mut self, index: u32, chart: &ChartBlock<Fragment>) -> view::ChartView {
        let series = numbered(chart.points.iter().map(|cited| cited.point.series.as_str()));
        let labels = numbered(chart.points.iter().map(|cited| cited.point.label.as_str()));
        let mut points: Vec<&CitedPoint<Fragment>> = chart.points.iter().collect();
        if chart.kind == ChartKind::Bar {
            // What is compared stands together.
            points.sort_by_key(|cited| (labels[&*cited.point.label], series[&*cited.point.series]));
        }
        let plain: Vec<_> = points.iter().map(|cited| &cited.point).collect();
        let bars = match chart.kind {
            ChartKind::Bar => picture::chart::bars(&plain).into_iter().map(Some).collect(),
            ChartKind::Line => vec![None; plain.len()],
        };
        let plot = (chart.kind == ChartKind::Line).then(|| {
            let placed: Vec<_> = plain.iter().map(|point| (series[&*point.series] + 1, *point)).collect();
            picture::chart::plot(&placed)
        });
        let mut last = None;
        let rows = points
            .iter()
            .zip(bars)
            .map(|(cited, bar)| {
                let point = &cited.point;
                view::ChartRowView {
                    label: point.label.clone(),
                    first: last.replace(&point.label) != Some(&point.label),
                    series: point.series.clone(),
                    nth: series[&*point.series] + 1,
                    value: point.said(),
                    expected: point.expected.clone(),
                    cite_html: self.fragment(&cited.cite),
                    bar,
                }
            })
            .collect();
        let expected =
            numbered(plain.iter().map(|point| point.expected.as_str()).filter(|word| !word.is_empty()));
        view::ChartView {
            id: format!("fn-chart-{}", index + 1),
            title: chart.title.clone(),
            kind: match chart.kind {
                ChartKind::Bar => "bar",
                ChartKind::Line => "line",
            }
            .to_owned(),
            unit: chart.unit.clone(),
            axis: chart.axis.clone(),
            note_html: chart.note.as_ref().map(|note| self.fragment(note)).unwrap_or_default(),
            series: if series.len() > 1 { in_order(&series) } else { Vec::new() },
            rows,
            expected: in_order(&expected),
            sources: self.sources_of(&chart.points),
            plot,
        }
    }

    /// The sources that points rest on, each once.
    fn sources_of(&self, points: &[CitedPoint<Fragment>]) -> Vec<view::SourceCard> {
        let (graph, body) = (self.composer.graph, self.body());
        let mut sources = Vec::new();
        for cited in points {
            claims::fragment_uses(body, &cited.cite, &mut |marker| {
                for marker in &graph.claims[self.page as usize].markers[marker as usize] {
                    sources.push(graph.claims[self.page as usize].notes[marker.note as usize].source);
                }
            });
        }
        let mut met = std::collections::HashSet::new();
        sources.retain(|source| met.insert(*source));
        let from = self.composer.out(self.page);
        sources.into_iter().map(|source| self.composer.source_card(from, source)).collect()
    }
}

/// Each name once, with its number in order of first use.
fn numbered<'t>(names: impl Iterator<Item = &'t str>) -> HashMap<&'t str, usize> {
    let mut all = HashMap::new();
    for name in names {
        let next = all.len();
        all.entry(name).or_insert(next);
    }
    all
}

fn in_order(numbered: &HashMap<&str, usize>) -> Vec<String> {
    let mut names: Vec<_> = numbered.iter().collect();
    names.sort_by_key(|(_, number)| **number);
    names.into_iter().map(|(name, _)| (*name).to_owned()).collect()
}
