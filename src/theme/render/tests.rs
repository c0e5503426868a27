use super::without_font_faces;

#[test]
fn a_sheet_that_stands_alone_names_no_fonts() {
    let css = "a{b:c}\n@font-face { src: url(x) }\n@font-face{src:url(y)}\n@media print{p{q:r}}";
    assert_eq!(without_font_faces(css), "a{b:c}\n@media print{p{q:r}}");
}
