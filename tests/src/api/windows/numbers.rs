//! Mobiles: whole for those who keep an account, masked or absent for everybody else, and in no log,
//! audit row or refusal. Seeded and searched for in everything that everybody is answered.

use super::*;
use std::collections::BTreeSet;

/// Account, keeper, and the part of the number that a mask hides.
const SEEDS: [(&str, &str, &str, usize, &str); 3] = [
    ("civil", "13877661001", "杭州市民政局（示例）", 0, "7766"),
    ("donghu-civil", "13877662002", "东湖区民政局（示例）", 1, "7766"),
    ("hall-street", "13877663003", "湖滨街道（示例）", 3, "7766"),
];

/// What each login is shown of the seeds, by their places; the rest is 404 or 403.
fn seen(login: &str) -> &'static [usize] {
    match login {
        "bureau" | "bureau2" | "auditor" | "hall-city" => &[0, 1, 2],
        "hall" | "egov" => &[1, 2],
        "hall-street" => &[2],
        "civil" => &[0],
        "donghu-civil" => &[1],
        _ => &[],
    }
}

async fn numbers_are_for_those_who_keep_the_account(on: On) -> Result<()> {
    let app = with_centres(on).await?;
    let mut made = Vec::new();
    for (login, mobile, unit, centre, _) in SEEDS {
        let account = authorised("窗口（示例）", mobile, unit, centre, "2018-09-12");
        made.push(add(&app.person(login).await?, &account).await?);
    }
    let programme = app.nobody().read("programme").await?;
    for login in programme["demonstration_logins"].as_array().context("logins")? {
        let (login, role) = (text(login, "login"), text(login, "role"));
        let person = app.person(login).await?;
        let list = person.get("window-accounts").await?;
        let concerned = matches!(role, "staff" | "bureau" | "egov" | "hall" | "auditor");
        assert_eq!(list.status().as_u16(), if concerned { 200 } else { 403 }, "{login}");
        let list = list.text().await?;
        let listed: BTreeSet<usize> = (0..SEEDS.len())
            .filter(|seed| list.contains(text(&made[*seed], "id")))
            .collect();
        assert_eq!(listed, seen(login).iter().copied().collect(), "{login}: list");
        let mut answers = vec![list];
        for (seed, account) in made.iter().enumerate() {
            let shown = person.get(&at(account)).await?;
            let expected = match (concerned, seen(login).contains(&seed)) {
                (false, _) => 403,
                (true, true) => 200,
                (true, false) => 404,
            };
            assert_eq!(shown.status().as_u16(), expected, "{login} and {seed}");
            answers.push(shown.text().await?);
        }
        for path in [
            "centres",
            "coverage",
            "window-groups",
            "organisations",
            "outside-cases",
            "cases",
            "users",
            "me",
        ] {
            answers.push(person.get(path).await?.text().await?);
        }
        for (keeper, mobile, ..) in SEEDS {
            let whole = answers.iter().any(|answer| answer.contains(mobile));
            assert_eq!(whole, keeper == login, "{login}: {mobile}");
        }
        // Parts of a number find nothing that the person does not see whole.
        for (seed, (keeper, mobile, .., part)) in SEEDS.iter().enumerate() {
            for asked in [*mobile, part, &mobile[3..]] {
                let found = person.get(&format!("window-accounts?q={asked}")).await?.text().await?;
                assert_eq!(
                    found.contains(text(&made[seed], "id")),
                    *keeper == login,
                    "{login} asks for {asked}"
                );
            }
        }
        // Whoever asks for a number learns that it is taken, and nothing of whose it is.
        for (seed, (_, mobile, unit, centre, _)) in SEEDS.iter().enumerate() {
            let again = new(&somebody("别人（示例）", mobile, unit, *centre));
            let answer = person.post("window-accounts", None, &again).await?;
            assert!(matches!(answer.status, 403 | 422), "{login}: {}", answer.status);
            let told = answer.body.to_string();
            assert!(
                !told.contains(mobile) && !told.contains(text(&made[seed], "id")),
                "{login}: {told}"
            );
        }
    }
    let log = std::fs::read_to_string(app.data.path().join("server.log"))?;
    for (_, mobile, ..) in SEEDS {
        assert!(!log.contains(mobile), "{mobile} in the log");
        let audit = format!(
            "DO $$ BEGIN IF EXISTS (SELECT 1 FROM audit WHERE audit::text LIKE '%{}%') THEN RAISE EXCEPTION 'told'; END IF; END $$",
            &mobile[3..]
        );
        if on == On::Postgres {
            app.change_rows(&audit)?;
        }
    }
    if on == On::Postgres {
        app.change_rows(
            "DO $$ BEGIN IF (SELECT COUNT(*) FROM audit WHERE action = 'account_added') <> 3 THEN RAISE EXCEPTION 'rows'; END IF; END $$",
        )?;
    }
    Ok(())
}

#[tokio::test]
async fn numbers_are_for_those_who_keep_the_account_on_sqlite() -> Result<()> {
    numbers_are_for_those_who_keep_the_account(On::Sqlite).await
}

#[tokio::test]
async fn numbers_are_for_those_who_keep_the_account_on_postgres() -> Result<()> {
    numbers_are_for_those_who_keep_the_account(On::Postgres).await
}
