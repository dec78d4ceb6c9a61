//! How smoothly a long list scrolls and is edited: the real page in Chromium, on the real server.

mod frames;
mod hand;

use std::time::Instant;

use anyhow::{Result, ensure};
use fantoccini::key::Key;
use serde::Serialize;

use self::frames::{Seen, begin, end};
use self::hand::{Hand, Press, held, key, typed};
use super::Effort;
use super::report::{Shown, Table};
use super::statistics::Spread;
use crate::app::{On, TestApp};
use crate::browser::{Browser, Window};
use crate::long_list;
use crate::people::OTHER_DEPARTMENT;

/// As many rows as the longest list of a department.
const ROWS: usize = 5_000;
/// Milliseconds that no frame is to take longer than.
const AIM: f64 = 50.0;
/// Milliseconds after an action in which its rules speak; the save comes later.
const AFTER: u32 = 700;

/// Columns by their places.
const LEVEL: usize = 2;
const SYSTEM_NAME: usize = 3;
const CASES: usize = 6;
const REMARK: usize = 13;

/// What was seen of one kind of work.
#[derive(Debug, Serialize)]
struct Worked {
    work: &'static str,
    /// Milliseconds from frame to frame.
    frames: Spread,
    /// How many of them were longer than is aimed at.
    over: usize,
    /// The longest task, milliseconds; none was as long as Chromium's 50.
    longest_task: Option<f64>,
    /// The longest from a key to what it changed, milliseconds; none was as long as a frame.
    longest_answer: Option<f64>,
}

/// All of it.
#[derive(Debug, Serialize)]
pub(super) struct Results {
    rows: usize,
    browser: String,
    /// Milliseconds from the address to the first rows.
    opened: f64,
    works: Vec<Worked>,
}

pub(super) async fn measure(effort: Effort) -> Result<Results> {
    let app = TestApp::start(On::Sqlite)?;
    let list = long_list::open(&app, ROWS).await?;
    let browser = Browser::open(Window::Wide).await?;
    browser.go(&app.url).await?;
    browser
        .sign_in(OTHER_DEPARTMENT, &app.password(OTHER_DEPARTMENT).await?)
        .await?;
    let start = Instant::now();
    browser.go(&format!("{}/records/{list}", app.url)).await?;
    browser.see("#roll tbody tr[data-row]").await?;
    let opened = start.elapsed().as_secs_f64() * 1000.0;
    let works = works(&Hand { browser: &browser }, effort).await?;
    let name = browser.version().await?;
    browser.close().await?;
    Ok(Results {
        rows: ROWS,
        browser: name,
        opened,
        works,
    })
}

/// Every kind of work, one after the other on the same list.
async fn works(hand: &Hand<'_>, effort: Effort) -> Result<Vec<Worked>> {
    let (mut works, mut saving) = (Vec::new(), Seen::default());
    let cells = effort.choose(60, 8);

    begin(hand.browser).await?;
    hand.scrolls_to_the_end().await?;
    works.push(Worked::of("scroll by wheel", end(hand.browser, AFTER).await?));
    hand.goes_to_the_top().await?;

    hand.goes_to(0, LEVEL).await?;
    begin(hand.browser).await?;
    let pages = std::iter::repeat_n(key(Key::PageDown), effort.choose(60, 10));
    hand.presses(pages).await?;
    let ends = [held(&[Key::Control], Key::End), held(&[Key::Control], Key::Home)];
    hand.presses(ends.into_iter().cycle().take(12)).await?;
    works.push(Worked::of(
        "page down, to the end, to the top",
        end(hand.browser, AFTER).await?,
    ));

    let choices = (0..cells).flat_map(|_| [key('3'), key(Key::Down)]);
    works.push(hand.edits("choose", (0, LEVEL), choices, &mut saving).await?);
    ensure!(hand.reads(0, LEVEL).await? == "市", "the choice stands in its cell");
    let numbers = (0..cells).flat_map(|_| typed("1200").chain([key(Key::Enter)]));
    works.push(hand.edits("type a number", (0, CASES), numbers, &mut saving).await?);
    let names = (0..cells).flat_map(|_| typed("业务系统（示例）").chain([key(Key::Enter)]));
    works.push(hand.edits("type a text", (0, SYSTEM_NAME), names, &mut saving).await?);
    let remarks = (0..cells).flat_map(|_| typed("说明（示例）").chain([key(Key::Enter)]));
    works.push(hand.edits("type a remark", (0, REMARK), remarks, &mut saving).await?);
    ensure!(
        hand.reads(0, REMARK).await? == "说明（示例）",
        "the remark stands in its cell"
    );

    let shift = |to: Key| held(&[Key::Shift], to);
    let selection = std::iter::repeat_n(shift(Key::Right), REMARK - LEVEL - 3)
        .chain(std::iter::repeat_n(shift(Key::PageDown), 66))
        .chain(std::iter::repeat_n(shift(Key::Down), 9));
    works.push(
        hand.edits("select 1,000 rows", (0, LEVEL), selection, &mut Seen::default())
            .await?,
    );
    for (work, letter) in [("fill 1,000 rows down", 'd'), ("undo it", 'z'), ("do it again", 'y')] {
        begin(hand.browser).await?;
        hand.presses([held(&[Key::Control], letter)]).await?;
        works.push(Worked::of(work, end(hand.browser, AFTER).await?));
        hand.is_saved(&mut saving).await?;
    }

    hand.goes_to_the_top().await?;
    hand.goes_to(0, LEVEL).await?;
    begin(hand.browser).await?;
    hand.pastes(&block()).await?;
    works.push(Worked::of("paste 500 rows", end(hand.browser, AFTER).await?));
    hand.is_saved(&mut saving).await?;
    hand.browser.read("系统0（示例）").await?;
    works.push(Worked::of("saving after each of these", saving));
    Ok(works)
}

/// Answers of 500 items, as a department keeps them.
fn block() -> String {
    let header = "事项编码\t业务系统层级\t业务系统名称\t业务系统覆盖范围\t是否涉密或敏感\t年办件量\t是否在实体窗口办理\t是否属于专项领域\t是否在专网\t发布批次";
    let line = |row: usize| {
        let batch = row % 4 + 1;
        format!(
            "\n{}\t省\t系统{row}（示例）\t全省\t否\t{row}\t是\t无\t否\t{batch}",
            long_list::code(row)
        )
    };
    std::iter::once(header.to_owned()).chain((0..500).map(line)).collect()
}

impl Hand<'_> {
    /// Goes to a cell, presses keys, and waits for the save that follows, which is seen apart.
    async fn edits(
        &self,
        work: &'static str,
        (row, column): (usize, usize),
        keys: impl IntoIterator<Item = Press>,
        saving: &mut Seen,
    ) -> Result<Worked> {
        self.goes_to_the_top().await?;
        self.goes_to(row, column).await?;
        begin(self.browser).await?;
        self.presses(keys).await?;
        let seen = end(self.browser, AFTER).await?;
        self.is_saved(saving).await?;
        Ok(Worked::of(work, seen))
    }

    /// Waits until the server has what is on the screen, and adds what was seen of that.
    async fn is_saved(&self, saving: &mut Seen) -> Result<()> {
        begin(self.browser).await?;
        self.browser.sees_it_saved().await?;
        saving.add(end(self.browser, 50).await?);
        Ok(())
    }
}

impl Worked {
    fn of(work: &'static str, seen: Seen) -> Self {
        let longest = |times: &[f64]| times.iter().copied().reduce(f64::max);
        Self {
            work,
            frames: Spread::of(&seen.frames),
            // The clock of frames is coarse: three of them are 50.1 ms now and then.
            over: seen.frames.iter().filter(|frame| **frame > AIM + 1.0).count(),
            longest_task: longest(&seen.tasks),
            longest_answer: longest(&seen.inputs),
        }
    }
}

impl Shown for Results {
    const METHOD: &'static [&'static str] = &[
        "A scope list as it is opened: nothing is answered, so every row has findings. Chromium shows the page that is",
        "released; wheel and keys come from its driver, a key every 30 ms. Frames are the times between the page's own",
        "calls before painting, 16.7 ms when nothing is late; an action counts with 700 ms after it, in which the rules",
        "speak. A task is what keeps the page from answering, told by Chromium from 50 ms on. An answer is the time from a",
        "key or click to the frame that shows what it did, in steps of 8 ms. Saving is the rest until the server has all.",
    ];

    fn tables(&self) -> Vec<Table> {
        let title = format!(
            "A list of {} rows in {}, first rows after {:.0} ms; frames in ms, aim {AIM}",
            self.rows, self.browser, self.opened
        );
        let head = &[
            "work",
            "frames",
            "median",
            "p99",
            "longest",
            "over aim",
            "longest task",
            "longest answer",
        ];
        let mut table = Table::new(title, head);
        let whole = |time: Option<f64>| time.map_or_else(|| "–".to_owned(), |time| format!("{time:.0}"));
        for work in &self.works {
            table.row([
                work.work.to_owned(),
                work.frames.count.to_string(),
                format!("{:.1}", work.frames.median),
                format!("{:.1}", work.frames.p99),
                format!("{:.1}", work.frames.longest),
                work.over.to_string(),
                whole(work.longest_task),
                whole(work.longest_answer),
            ]);
        }
        vec![table]
    }
}
