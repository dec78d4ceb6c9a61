//! What a clerk does to a long list, with wheel and keys.

use std::time::Duration;

use anyhow::{Context as _, Result};
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions, WheelAction, WheelActions};
use fantoccini::key::Key;
use serde_json::json;

use crate::browser::Browser;
use crate::devtools::copy_elsewhere;

/// Between one key and the next: as fast as anybody types.
const PACE: Duration = Duration::from_millis(30);
/// Between one turn of the wheel and the next: a frame.
const TURN: Duration = Duration::from_millis(16);
/// Pixels of a turn.
const PIXELS: i64 = 600;

/// Somebody at a list.
pub(super) struct Hand<'a> {
    pub browser: &'a Browser,
}

/// A key, and what is held down with it.
#[derive(Clone, Copy)]
pub(super) struct Press {
    held: &'static [Key],
    key: char,
}

/// A key with nothing held down.
pub(super) fn key(key: impl Into<char>) -> Press {
    held(&[], key)
}

/// A key while others are held down.
pub(super) fn held(held: &'static [Key], key: impl Into<char>) -> Press {
    Press { held, key: key.into() }
}

/// The keys of a text.
pub(super) fn typed(text: &str) -> impl Iterator<Item = Press> {
    text.chars().map(key)
}

impl Hand<'_> {
    /// Presses keys one after the other.
    pub(super) async fn presses(&self, keys: impl IntoIterator<Item = Press>) -> Result<()> {
        let mut actions = KeyActions::new("keys".to_owned());
        for Press { held, key } in keys {
            let down = |value: char| KeyAction::Down { value };
            let up = |value: char| KeyAction::Up { value };
            for other in held {
                actions = actions.then(down((*other).into()));
            }
            actions = actions.then(down(key)).then(up(key));
            for other in held {
                actions = actions.then(up((*other).into()));
            }
            actions = actions.pause(PACE);
        }
        Ok(self.browser.client.perform_actions(actions).await?)
    }

    /// Goes to a cell that is in sight.
    pub(super) async fn goes_to(&self, row: usize, column: usize) -> Result<()> {
        // A click into the field that is there already would open its choices.
        const THERE: &str = "const cell = document.querySelector(arguments[0]); \
             if (!cell?.classList.contains('is-active')) return false; document.getElementById('roll-cell').focus(); return true";
        let cell = format!("tr[data-row=\"{row}\"] td[data-column=\"{column}\"]");
        let there = self.browser.client.execute(THERE, vec![json!(cell)]).await?;
        if there == true {
            return Ok(());
        }
        Ok(self.browser.see(&cell).await?.click().await?)
    }

    /// Turns the wheel over the list until its end.
    pub(super) async fn scrolls_to_the_end(&self) -> Result<()> {
        const REST: &str = "const roll = document.getElementById('roll'), at = roll.getBoundingClientRect(); \
             return [at.x + 200, at.y + 200, roll.scrollHeight - roll.clientHeight - roll.scrollTop].map(Math.round)";
        loop {
            let rest = self.browser.client.execute(REST, Vec::new()).await?;
            let number = |place: usize| rest[place].as_i64().context("a number");
            let (x, y, pixels) = (number(0)?, number(1)?, number(2)?);
            if pixels <= 1 {
                return Ok(());
            }
            let mut turns = WheelActions::new("wheel".to_owned());
            for _ in 0..(pixels / PIXELS + 1).min(100) {
                let turn = WheelAction::Scroll {
                    duration: None,
                    x,
                    y,
                    delta_x: 0,
                    delta_y: PIXELS,
                };
                turns = turns.then(turn).pause(TURN);
            }
            self.browser.client.perform_actions(turns).await?;
        }
    }

    /// Puts the list back to its first row, the cursor too.
    pub(super) async fn goes_to_the_top(&self) -> Result<()> {
        const AT_THE_TOP: &str =
            "return document.getElementById('roll').scrollTop === 0 && !!document.querySelector('tr[data-row=\"0\"]')";
        const UP: &str = "const roll = document.getElementById('roll'); roll.scrollTop = 0; roll.scrollLeft = 0";
        self.browser.client.execute(UP, Vec::new()).await?;
        self.browser
            .until("the list is at its top", AT_THE_TOP, Vec::new())
            .await
            .map(drop)
    }

    /// Pastes a block from a spreadsheet, and takes it.
    pub(super) async fn pastes(&self, block: &str) -> Result<()> {
        copy_elsewhere(self.browser, block).await?;
        self.presses([held(&[Key::Control], 'v')]).await?;
        let apply = self.browser.see("#roll-paste-apply").await?;
        Ok(apply.click().await?)
    }

    /// The text of a cell in one of the first rows.
    pub(super) async fn reads(&self, row: usize, column: usize) -> Result<String> {
        const CELL: &str = "const cell = document.querySelector(`tr[data-row=\"${arguments[0]}\"] td[data-column=\"${arguments[1]}\"]`); \
             const field = cell && cell.querySelector('input, select'); return cell && (field ? field.value : cell.innerText.trim())";
        self.goes_to_the_top().await?;
        let text = self
            .browser
            .client
            .execute(CELL, vec![json!(row), json!(column)])
            .await?;
        text.as_str().map(ToOwned::to_owned).context("a cell in sight")
    }
}
