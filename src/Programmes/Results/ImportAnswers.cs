using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Import;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Programmes.Activities;

namespace Uramost.Programmes.Results;

/// <summary>
/// Imports the answers to one question before and after an activity. A row is known again by the mark of its participant's
/// code; the code itself lies in the sealed file until that is saved or thrown away, and nowhere else.
/// </summary>
public sealed class ImportAnswers(KeyRing keys, IStringLocalizer<Words> words) : IImportKind
{
    /// <summary>Most participants of one question.</summary>
    public const int MostAnswers = 5000;

    private const int MostOffered = 200;
    private const string CodeField = "participant", Before = "answer_before", After = "answer_after";

    /// <inheritdoc/>
    public string Code => "answers";

    /// <inheritdoc/>
    public Type Words => typeof(Words);

    /// <inheritdoc/>
    public string TargetFlag => "--question";

    /// <inheritdoc/>
    public IReadOnlyList<ImportField> Fields { get; } = [new(CodeField, Required: true), new(Before), new(After)];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ImportTarget>> Targets(PlatformDb db, Viewer? viewer, Guid? wanted, CancellationToken ct = default)
    {
        var questions = db.Set<ChangeMeasurement>().AsNoTracking().Where(m => wanted == null || m.Id == wanted);
        if (viewer is not null)
        {
            // As ChangeAccess has it for one activity: who may change the activity, and analysts of what is not closed.
            var rights = new ProgrammesRights(viewer);
            var (edited, analysed) = (rights.ActivitiesToEdit(db), viewer.Projects(Role.Analyst));
            var seen = rights.Activities(db).Where(a => a.ProjectId != null && analysed.Contains(a.ProjectId.Value) && a.Confidentiality != Confidentiality.Closed);
            questions = questions.Where(m => edited.Any(a => a.Id == m.ActivityId && a.ProjectId != null) || seen.Any(a => a.Id == m.ActivityId));
        }

        var found = await questions.Join(db.Set<Activity>(), m => m.ActivityId, a => a.Id, (m, a) => new { m.Id, m.Question, a.Title, a.SortDay }).OrderByDescending(q => q.SortDay).ThenBy(q => q.Id).Take(MostOffered).ToListAsync(ct);
        return [.. found.Select(q => new ImportTarget(q.Id, $"{q.Question.For(UiVariant.Current).Text} ({q.Title.For(UiVariant.Current)})"))];
    }

    /// <inheritdoc/>
    public async Task<IImportRun> Begin(PlatformDb db, ImportSetup setup, CancellationToken ct = default)
    {
        var question = await db.Set<ChangeMeasurement>().AsNoTracking().SingleAsync(m => m.Id == setup.TargetId, ct);
        var there = await db.Set<ChangeAnswer>().AsNoTracking().Where(a => a.MeasurementId == question.Id).ToDictionaryAsync(a => a.Mark, ct);
        return new Run(db, setup, question, there, keys, words);
    }

    private sealed record Row(string Mark, Guid? Existing, int? Before, int? After, ImportEffect Effect, IReadOnlyList<ImportedValue> Values, IReadOnlyList<ImportChange> Changes) : ImportedRecord(Effect, Values, Changes);

    private sealed class Run(PlatformDb db, ImportSetup setup, ChangeMeasurement question, Dictionary<string, ChangeAnswer> there, KeyRing keys, IStringLocalizer<Words> words) : IImportRun
    {
        private readonly Dictionary<string, int> seen = [];

        public ImportedRecord Read(ImportCells cells)
        {
            var (code, before, after) = (cells.Text(CodeField, 40), Answer(Before), Answer(After));
            if (before is null && after is null && cells.Problems.Count == 0) cells.Wrong(Before, words["Import.wrong.empty"]);
            var marks = code is null ? [] : ChangeAnswer.MarksOf(keys, question.Id, code);
            var known = marks.Select(there.GetValueOrDefault).FirstOrDefault(a => a is not null);
            if (code is not null && !seen.TryAdd(marks[0], cells.Row)) cells.Wrong(CodeField, words["Import.wrong.twice", seen[marks[0]]]);
            else if (code is not null && known is null && there.Count + seen.Keys.Count(m => !there.ContainsKey(m)) > MostAnswers) cells.Wrong(CodeField, words["TooMany", MostAnswers]);
            List<ImportedValue> values = [new(CodeField, code ?? "")];
            if (before is { } first) values.Add(new(Before, Shown(first)));
            if (after is { } second) values.Add(new(After, Shown(second)));
            var changes = known is null ? [] : ImportedRecord.Compare([.. values.Skip(1)], field => (field == Before ? known.Before : known.After) is { } was ? Shown(was) : null);
            return new Row(known?.Mark ?? marks.FirstOrDefault() ?? "", known?.Id, before, after, known is null ? ImportEffect.New : changes.Count > 0 ? ImportEffect.Changed : ImportEffect.Same, values, changes);

            int? Answer(string field)
            {
                if (cells.Text(field, 20) is not { } text) return null;
                if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= question.Lowest && number <= question.Highest) return number;
                cells.Wrong(field, words["Range", question.Lowest, question.Highest]);
                return null;
            }
        }

        // An answer that is given again replaces the one before; one that is left empty leaves it.
        public async Task Save(IReadOnlyList<ImportedRecord> batch, CancellationToken ct = default)
        {
            var rows = batch.Cast<Row>().ToList();
            var ids = rows.Select(r => r.Existing).OfType<Guid>().ToList();
            var stored = await db.Set<ChangeAnswer>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
            foreach (var row in rows.Where(r => r.Existing is not null)) (stored[row.Existing!.Value].Before, stored[row.Existing.Value].After) = (row.Before ?? stored[row.Existing.Value].Before, row.After ?? stored[row.Existing.Value].After);
            await db.SaveChangesAsync(ct);
            await BulkInsert.Add(db, [.. rows.Where(r => r.Existing is null).Select(r => new ChangeAnswer { MeasurementId = question.Id, Mark = r.Mark, Before = r.Before, After = r.After })], setup.Key, ct);
        }

        public async Task Finish(CancellationToken ct = default)
        {
            var pairs = db.Set<ChangeAnswer>().Where(a => a.MeasurementId == question.Id && a.Before != null && a.After != null);
            var now = await db.Set<ChangeMeasurement>().SingleAsync(m => m.Id == question.Id, ct);
            var (all, moved) = (await pairs.CountAsync(ct), await pairs.CountAsync(a => now.LowerIsBetter ? a.After < a.Before : a.After > a.Before, ct));
            if ((now.Pairs, now.Moved) == (all, moved)) return;
            (now.Pairs, now.Moved) = (all, moved);
            await db.SaveChangesAsync(ct);
        }

        private static string Shown(int answer) => answer.ToString(CultureInfo.InvariantCulture);
    }
}
