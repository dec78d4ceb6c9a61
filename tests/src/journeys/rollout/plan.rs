//! What is decided before anything happens: departments, their items, what is left out and why, and in which batch
//! each of the others goes. Everything that the journey asserts is counted from these tables.

use crate::people::{DEPARTMENT, DISTRICT, OTHER_DEPARTMENT};

/// Items of each department.
pub const ITEMS: usize = 30;
/// Of these, those that count for the share; the others are left out, each for another reason.
pub const COUNTABLE: usize = 24;
/// Countable items that a district shares with the municipal department of its line.
const SHARED: usize = 18;
/// The item that districts share and the city does not have.
const SHARED_BY_DISTRICTS: usize = 19;

/// A department with what is its own.
#[derive(Debug)]
pub struct Department {
    /// Full name.
    pub name: &'static str,
    /// Who fills in for it.
    pub login: &'static str,
    /// City or district that it belongs to.
    pub area: &'static str,
    /// Who accepts its list.
    pub reviewer: &'static str,
    /// Its business system.
    pub system: &'static str,
    /// What its codes begin with, and their last part.
    codes: (&'static str, &'static str),
    /// Where the numbers of base codes begin that no other department has.
    own: usize,
    /// Items that it proposes for each batch.
    pub batches: [usize; 4],
}

pub const MARKET: Department = Department {
    name: "杭州市市场监督管理局（示例）",
    login: DEPARTMENT,
    area: CITY,
    reviewer: "reviewer",
    system: "市场监管业务系统（示例）",
    codes: ("许可-1", "000"),
    own: 0,
    batches: [5; 4],
};
pub const CIVIL: Department = Department {
    name: "杭州市民政局（示例）",
    login: OTHER_DEPARTMENT,
    area: CITY,
    reviewer: "reviewer",
    system: "民政业务系统（示例）",
    codes: ("确认-2", "000"),
    own: 0,
    batches: [5; 4],
};
pub const DONGHU_MARKET: Department = Department {
    name: "东湖区市场监督管理局（示例）",
    login: DISTRICT,
    area: DONGHU,
    reviewer: "donghu-reviewer",
    system: "东湖区市场监管系统（示例）",
    codes: ("许可-1", "101"),
    own: 200,
    batches: [5; 4],
};
/// Two thirds instead of four fifths: the one department that stays below.
pub const DONGHU_CIVIL: Department = Department {
    name: "东湖区民政局（示例）",
    login: "donghu-civil",
    area: DONGHU,
    reviewer: "donghu-reviewer",
    system: "东湖区民政系统（示例）",
    codes: ("确认-2", "101"),
    own: 200,
    batches: [4; 4],
};
pub const XIJIANG_MARKET: Department = Department {
    name: "西江区市场监督管理局（示例）",
    login: "xijiang",
    area: XIJIANG,
    reviewer: "xijiang-reviewer",
    system: "西江区市场监管系统（示例）",
    codes: ("许可-1", "102"),
    own: 300,
    batches: [5; 4],
};

pub const DEPARTMENTS: [&Department; 5] = [&MARKET, &CIVIL, &DONGHU_MARKET, &DONGHU_CIVIL, &XIJIANG_MARKET];

pub const CITY: &str = "杭州市（示例）";
pub const DONGHU: &str = "东湖区（示例）";
pub const XIJIANG: &str = "西江区（示例）";
/// The project office, as the programme names it.
pub const OFFICE: &str = "杭州市数据资源管理局";

/// An item, by its department and its number there.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    pub owner: &'static Department,
    /// From 1 to [`ITEMS`].
    pub number: usize,
}

/// How an item is connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Through the system of the unit that serves it.
    Debugged,
    /// 全流程办理: it has no system.
    InPlatform,
}

impl Department {
    pub fn items(&'static self) -> impl Iterator<Item = Item> {
        (1..=ITEMS).map(move |number| Item { owner: self, number })
    }

    pub fn item(&'static self, number: usize) -> Item {
        Item { owner: self, number }
    }

    /// Countable items in a batch.
    pub fn scheduled(&self) -> usize {
        self.batches.iter().sum()
    }

    /// The municipal department of its line; none for that one itself.
    pub fn line(&self) -> Option<&'static Department> {
        let same = |other: &&Department| other.is_municipal() && other.codes.0 == self.codes.0;
        DEPARTMENTS.into_iter().find(same).filter(|_| !self.is_municipal())
    }

    fn is_municipal(&self) -> bool {
        self.area == CITY
    }
}

impl Item {
    pub fn code(&self) -> String {
        let (first, last) = self.owner.codes;
        let base = match self.number {
            number if number <= SHARED => number,
            number if number == SHARED_BY_DISTRICTS && !self.owner.is_municipal() => 100 + number,
            number => self.owner.own + number,
        };
        format!("{first}{base:04}-{last}")
    }

    pub fn name(&self) -> String {
        let what = if self.owner.codes.0.starts_with("许可") {
            "市场监管"
        } else {
            "民政"
        };
        format!("{what}示例事项{:02}", self.number)
    }

    /// Whether the catalogue does not have it: its department adds it to its list.
    pub fn is_new(&self) -> bool {
        self.owner.login == CIVIL.login && self.number == 20
    }

    /// The batch that its department proposes.
    pub fn batch(&self) -> Option<u8> {
        let mut before = 0;
        for (batch, items) in (1..).zip(self.owner.batches) {
            before += items;
            if self.number <= before {
                return Some(batch);
            }
        }
        None
    }

    pub fn way(&self) -> Way {
        let alone = match self.owner.login {
            OTHER_DEPARTMENT => [18, 19],
            "xijiang" => [19, 20],
            DISTRICT => [19, 19],
            _ => return Way::Debugged,
        };
        if alone.contains(&self.number) {
            Way::InPlatform
        } else {
            Way::Debugged
        }
    }

    /// The unit whose system serves it, before anybody leads it in the platform.
    pub fn serving(&self) -> &'static Department {
        let through_the_city = self.number <= SHARED && self.owner.codes.0 == MARKET.codes.0;
        if through_the_city { &MARKET } else { self.owner }
    }

    /// The unit that the go-live form is addressed to: whose system serves it, or who leads it.
    pub fn unit(&self) -> &'static str {
        let leads = matches!(self.owner.login, DISTRICT | "xijiang");
        if leads && self.number == SHARED_BY_DISTRICTS {
            OFFICE
        } else {
            self.serving().name
        }
    }

    /// The nine answers of its department, as its own spreadsheet holds them: after the code, in the order of the
    /// columns.
    pub fn answers(&self) -> [String; 9] {
        let server = self.serving();
        let (level, system, coverage) = match (self.way(), server.is_municipal()) {
            (Way::InPlatform, _) => ("无", "", ""),
            (Way::Debugged, true) => ("市", server.system, "全市"),
            (Way::Debugged, false) => ("区县", server.system, "全区"),
        };
        let batch = self.batch().map(|batch| batch.to_string()).unwrap_or_default();
        let mut answers = [level, system, coverage, "否", "1200", "是", "无", "否", batch.as_str()].map(str::to_owned);
        // 备注 of task 1, one item for each reason in its order.
        let (column, answer) = match self.number.checked_sub(COUNTABLE) {
            Some(1) => (0, "省"),
            Some(2) => (3, "涉密"),
            Some(3) => (4, "12"),
            Some(4) => (5, "否"),
            Some(5) => (6, "商事"),
            Some(6) => (7, "是"),
            _ => return answers,
        };
        answers[column] = answer.to_owned();
        answers
    }
}

/// Every item.
pub fn items() -> impl Iterator<Item = Item> {
    DEPARTMENTS.into_iter().flat_map(Department::items)
}

/// The items of a batch.
pub fn batch(number: u8) -> Vec<Item> {
    items().filter(|item| item.batch() == Some(number)).collect()
}

/// What a municipal form covers by its base code is gone through once: the items of a batch that need a form of
/// their own. The last of Xijiang's uses that of another item, by consent.
pub fn to_optimise(number: u8) -> Vec<Item> {
    let needs_one = |item: &Item| match item.owner.login {
        DEPARTMENT | OTHER_DEPARTMENT => true,
        DISTRICT => item.number > SHARED,
        _ => false,
    };
    batch(number).into_iter().filter(needs_one).collect()
}

#[test]
fn the_tables_are_those_of_the_programme() {
    assert_eq!(items().count(), 150);
    assert_eq!(DEPARTMENTS.len() * COUNTABLE, 120);
    assert_eq!(items().filter(|item| item.batch().is_some()).count(), 96);
    let codes: std::collections::BTreeSet<String> = items().map(|item| item.code()).collect();
    assert_eq!(codes.len(), 150);
}
