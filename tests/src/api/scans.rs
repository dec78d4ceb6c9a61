//! What became of a sheet of paper: every outcome, from real scans of real prints, and from papers
//! that only look like them.

use super::paper::{self, blank_sheet, file, letters, outcomes, path, signed, state, text, uncoded_sheet, upload};
use crate::app::{On, TestApp};
use crate::people::{BUREAU, DEPARTMENT, DISTRICT, OTHER_DEPARTMENT};
use crate::sample::{self, printed};
use anyhow::{Context as _, Result};
use serde_json::{Value, json};

/// The whole stack in any order, signed and stamped: every page is matched, the set waits for a person.
#[tokio::test]
async fn a_whole_stamped_scan_is_matched_and_waits_for_a_person() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let (record, pdf) = printed(&app, &staff).await?;
    let mut pages = signed(&pdf, 1)?;
    assert!(pages.len() > 1, "the sample fills more than a page");
    pages.reverse();
    let scan = upload(&staff, file(&pages)).await?;
    assert_eq!(outcomes(&scan), vec!["matched"; pages.len()]);
    assert_eq!(scan["missing"], json!([]));
    for (place, page) in scan["pages"].as_array().context("pages")?.iter().enumerate() {
        let shows = json!({
            "record": record["id"], "reference": record["reference"], "title": record["title"],
            "revision": 1, "page": pages.len() - place, "pages": pages.len(),
        });
        assert_eq!(page["shows"], shows);
    }
    let after = staff.read(&path(&record)).await?;
    assert_eq!(after["state"], "matched", "read by a machine, archived by nobody");
    assert_eq!(after["archived"], Value::Null);
    assert_eq!(after["pages"].as_array().map(Vec::len), Some(pages.len()));
    Ok(())
}

/// A duplex scanner takes the empty backs along: they are named, and wait for nobody.
#[tokio::test]
async fn empty_backs_of_a_duplex_scan_ask_nothing_of_anybody() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, reader, bureau) = (
        app.person(DEPARTMENT).await?,
        app.person(DISTRICT).await?,
        app.person(BUREAU).await?,
    );
    let (record, pdf) = printed(&app, &staff).await?;
    let (fronts, back) = (signed(&pdf, 1)?, blank_sheet(1));
    let stack = file(fronts.iter().flat_map(|front| [front, &back]));
    let scan = upload(&staff, stack).await?;
    assert_eq!(outcomes(&scan), ["matched", "blank"].repeat(fronts.len()));
    assert_eq!(state(&staff, &record).await?, "matched");
    assert_eq!(bureau.read("desk").await?["unassigned"], json!([]));
    bureau
        .post(
            &format!("scans/{}/confirm", text(&scan, "id")),
            None,
            &paper::confirmation(&record),
        )
        .await?
        .expect(200)?;
    let package = reader.get(&format!("{}/package.zip", path(&record))).await?;
    assert_eq!(package.status().as_u16(), 200, "an empty back is nobody's secret");
    Ok(())
}

/// An edited form must not be certified by the paper of its former text.
#[tokio::test]
async fn paper_of_a_former_revision_is_superseded() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let (record, pdf) = printed(&app, &staff).await?;
    staff
        .post(
            &format!("{}/revise", path(&record)),
            record["etag"].as_str(),
            &json!({}),
        )
        .await?
        .expect(200)?;
    let scan = upload(&staff, file(&signed(&pdf, 1)?)).await?;
    assert!(outcomes(&scan).iter().all(|outcome| *outcome == "superseded"), "{scan}");
    assert_eq!(state(&staff, &record).await?, "draft");

    let draft = staff.read(&path(&record)).await?;
    let again = sample::submit(&app, &staff, &draft, &draft["content"])
        .await?
        .expect(200)?;
    staff
        .post(&format!("{}/print", path(&record)), again["etag"].as_str(), &json!({}))
        .await?
        .expect(200)?;
    let scan = upload(&staff, file(&signed(&pdf, 2)?)).await?;
    assert!(outcomes(&scan).iter().all(|outcome| *outcome == "superseded"), "{scan}");
    assert_eq!(
        state(&staff, &record).await?,
        "printed",
        "the new print still waits for its own paper"
    );
    Ok(())
}

/// A set that waited at the desk leaves it when the form is edited.
#[tokio::test]
async fn a_revision_takes_the_set_off_the_desk() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (staff, bureau) = (app.person(DEPARTMENT).await?, app.person(BUREAU).await?);
    let (record, scan) = paper::matched(&app, &staff).await?;
    staff
        .post(
            &format!("{}/revise", path(&record)),
            record["etag"].as_str(),
            &json!({}),
        )
        .await?
        .expect(200)?;
    assert_eq!(bureau.read("desk").await?["sets"], json!([]));
    let confirm = format!("scans/{}/confirm", text(&scan, "id"));
    let refused = bureau.post(&confirm, None, &paper::confirmation(&record)).await?;
    assert_eq!(refused.expect(409)?["code"], "illegal_move");
    assert_eq!(staff.read(&path(&record)).await?["pages"], json!([]));
    Ok(())
}

#[tokio::test]
async fn paper_of_a_form_that_was_given_up_is_void_and_of_an_archived_one_says_so() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let (void, pdf) = printed(&app, &staff).await?;
    staff
        .post(
            &format!("{}/void", path(&void)),
            void["etag"].as_str(),
            &json!({ "reason": "示例：不再办理" }),
        )
        .await?
        .expect(200)?;
    let scan = upload(&staff, file(&signed(&pdf, 1)?)).await?;
    assert!(outcomes(&scan).iter().all(|outcome| *outcome == "void"), "{scan}");
    assert_eq!(state(&staff, &void).await?, "void");

    let (archived, _) = paper::archived(&app, &staff).await?;
    let before = staff.read(&path(&archived)).await?;
    let pdf = staff
        .get(&format!("{}/print.pdf", path(&archived)))
        .await?
        .bytes()
        .await?;
    let scan = upload(&staff, file(&signed(&pdf, 2)?)).await?;
    assert!(
        outcomes(&scan).iter().all(|outcome| *outcome == "already_archived"),
        "{scan}"
    );
    assert_eq!(
        staff.read(&path(&archived)).await?,
        before,
        "nothing about an archived record changes"
    );
    Ok(())
}

/// Lost, doubled and strewn pages: each is named, and the set is complete only when all are there.
#[tokio::test]
async fn doubled_and_missing_pages_are_named() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let (record, pdf) = printed(&app, &staff).await?;
    let (first, second) = (signed(&pdf, 1)?, signed(&pdf, 2)?);
    let count = first.len();

    let scan = upload(&staff, file([&first[0], &second[0]])).await?;
    assert_eq!(
        outcomes(&scan),
        ["matched", "duplicate"],
        "the same page twice in one file"
    );
    let missing: Vec<Value> = (2..=count)
        .map(|page| json!({ "reference": record["reference"], "page": page, "pages": count }))
        .collect();
    assert_eq!(scan["missing"], json!(missing));
    assert_eq!(state(&staff, &record).await?, "printed");

    let scan = upload(&staff, file(&second)).await?;
    let mut expected = vec!["matched"; count];
    expected[0] = "duplicate";
    assert_eq!(outcomes(&scan), expected, "a page of another file is not counted again");
    assert_eq!(scan["missing"], json!([]));
    assert_eq!(state(&staff, &record).await?, "matched");
    Ok(())
}

/// One sheet's number must not go to the whole stack.
#[tokio::test]
async fn a_stack_of_two_forms_goes_to_both() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let staff = app.person(DEPARTMENT).await?;
    let (one, one_pdf) = printed(&app, &staff).await?;
    let (two, two_pdf) = printed(&app, &staff).await?;
    let (ones, twos) = (signed(&one_pdf, 1)?, signed(&two_pdf, 2)?);
    let blank = uncoded_sheet(0);
    let mut stack = Vec::new();
    for (left, right) in ones.iter().zip(&twos) {
        stack.extend([left, &blank, right]);
    }
    let scan = upload(&staff, file(stack)).await?;
    for (page, expected) in scan["pages"]
        .as_array()
        .context("pages")?
        .iter()
        .zip([Some(&one), None, Some(&two)].iter().cycle())
    {
        match expected {
            Some(record) => {
                assert_eq!(page["outcome"], "matched", "{page}");
                assert_eq!(page["shows"]["record"], record["id"], "{page}");
            }
            None => assert_eq!(page["outcome"], "unreadable", "{page}"),
        }
    }
    assert_eq!(state(&staff, &one).await?, "matched");
    assert_eq!(state(&staff, &two).await?, "matched");
    Ok(())
}

/// Whoever finds another unit's paper in the tray learns only that it is not theirs; the paper still
/// comes to its owner.
#[tokio::test]
async fn anothers_paper_tells_the_finder_nothing_and_reaches_its_owner() -> Result<()> {
    let app = TestApp::start(On::Sqlite)?;
    let (owner, finder, bureau) = (
        app.person(DEPARTMENT).await?,
        app.person(OTHER_DEPARTMENT).await?,
        app.person(BUREAU).await?,
    );
    let (record, pdf) = printed(&app, &owner).await?;
    let pages = signed(&pdf, 1)?;
    let scan = upload(&finder, file(&pages)).await?;
    assert_eq!(outcomes(&scan), vec!["not_yours"; pages.len()]);
    let list = finder.read("scans").await?;
    let desk = finder.read("desk").await?;
    for told in [&scan, &list, &desk] {
        for field in ["id", "reference", "title"] {
            assert!(!told.to_string().contains(text(&record, field)), "{field} is in {told}");
        }
    }
    let guess = json!({ "page": 1, "code": letters(&record, 1)? });
    let assign = finder
        .post(&format!("scans/{}/assign", text(&scan, "id")), None, &guess)
        .await?;
    assert!(!assign.body.to_string().contains(text(&record, "id")), "{assign:?}");

    let after = owner.read(&path(&record)).await?;
    assert_eq!(after["state"], "matched");
    assert_eq!(after["pages"][0]["scan"], scan["id"]);
    assert_eq!(
        owner.read("scans").await?["total"],
        0,
        "the file is the finder's: other pages may be in it"
    );
    let picture = format!("scans/{}/pages/1", text(&scan, "id"));
    assert_eq!(
        owner.get(&picture).await?.status().as_u16(),
        200,
        "its own page it may look at"
    );
    let stranger = app.person(DISTRICT).await?;
    assert_eq!(stranger.get(&picture).await?.status().as_u16(), 404);
    let set = &bureau.read("desk").await?["sets"][0];
    assert_eq!(set["record"]["id"], record["id"]);
    assert_eq!(
        bureau.read(&format!("scans/{}", text(&scan, "id"))).await?["pages"][0]["outcome"],
        "matched"
    );

    let own = upload(&owner, file(&pages)).await?;
    assert_eq!(
        own["seen_before"], false,
        "the owner is not told that another unit sent it"
    );
    assert_eq!(outcomes(&own), vec!["duplicate"; pages.len()]);
    Ok(())
}
