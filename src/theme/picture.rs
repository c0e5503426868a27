//! Pictures of numbers and of time, as places on a drawing: pure geometry.
//!
//! 1. [`axis`] chooses what is written along a scale of numbers or of time;
//! 2. [`chart`] places a chart's numbers on such scales;
//! 3. [`timeline`] places events on an axis of time;
//! 4. [`label`] knows about how wide a text will be, so that no two are put in one place.
//!
//! What comes out goes into views as numbers, and a template draws it. So a theme can draw it in another
//! way, in SVG or in HTML, and what is text in it is escaped as on the rest of the page. Across a drawing
//! places are percentages, up and down they are pixels: a drawing that is 320 or 920 pixels wide has type of
//! one size, and nothing is scaled until it cannot be read.

pub mod axis;
pub mod chart;
pub mod label;
pub mod timeline;

/// Rounded to what can be seen, so that no output has digits without an end.
fn rounded(value: f64) -> f64 {
    // Without a zero that is less than nothing.
    (value * 100.0).round() / 100.0 + 0.0
}
