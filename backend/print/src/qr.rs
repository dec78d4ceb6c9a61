//! The QR code as rectangles that the template draws in one path.

use crate::error::PrintError;
use fast_qr::{ECL, QRBuilder};
use serde::Serialize;

/// A matrix of modules; each run is `[x, y, length]` of dark modules in a row.
#[derive(Debug, Serialize)]
pub struct Matrix {
    /// Modules along a side, without the quiet zone.
    pub size: usize,
    /// Dark runs.
    pub runs: Vec<[usize; 3]>,
}

/// Error level Q: with modules of 0.6 mm it survived 100 dpi and a seal over the code as well as
/// level H with smaller modules did.
pub fn matrix(text: &str) -> Result<Matrix, PrintError> {
    let code = QRBuilder::new(text)
        .ecl(ECL::Q)
        .build()
        .map_err(|error| PrintError::Layout(error.to_string()))?;
    let mut runs: Vec<[usize; 3]> = Vec::new();
    for y in 0..code.size {
        for (x, module) in code[y].iter().enumerate() {
            match runs.last_mut() {
                _ if !module.value() => {}
                Some([start, row, length]) if *row == y && *start + *length == x => *length += 1,
                _ => runs.push([x, y, 1]),
            }
        }
    }
    Ok(Matrix { size: code.size, runs })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_code_is_33_modules_wide() {
        let matrix = matrix(&format!("YZ1{}", "7".repeat(63))).unwrap();
        assert_eq!(matrix.size, 33);
        assert_eq!(matrix.runs.first(), Some(&[0, 0, 7]));
    }
}
