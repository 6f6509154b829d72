using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Uramost.Platform.Contracts;
using Uramost.Platform.Data;
using Uramost.Platform.Figures;
using Uramost.Platform.Language;
using Uramost.Platform.People;
using Uramost.Platform.People.Persons;
using Uramost.Programmes.Activities;
using Uramost.Programmes.Attendance;
using Uramost.Programmes.Results;
using Uramost.Programmes.Tests.Attendance;

namespace Uramost.Programmes.Tests.Results;

/// <summary>
/// Whatever is done, in whatever order, every displayed value is what a slow and simple recomputation of the whole history gives.
/// The seed is printed; <c>URAMOST_TEST_ALL=1</c> runs all 10,000 histories.
/// </summary>
public sealed class HistoriesTests(ITestOutputHelper output)
{
    private static readonly bool All = Environment.GetEnvironmentVariable("URAMOST_TEST_ALL") == "1";

    /// <summary>In memory, where a history costs nothing, all of them run always: writing, approving, locking, correcting.</summary>
    [Fact]
    public void Ten_thousand_histories_of_values_show_what_their_recomputation_gives()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        for (var h = 0; h < 10_000; h++)
        {
            var random = new Random(seed + h);
            var how = (HowItAddsUp)random.Next(5);
            var periods = random.Next(1, 5);
            var (values, corrections, locked, log) = (new IndicatorValue?[periods], new List<ValueCorrection>(), new bool[periods], new List<(int Period, string What, Amount Amount)>());
            // What a figure says now, changed by edits, merges, erasures and whatever is backdated into a period.
            var live = new Amount[periods];
            for (var i = 0; i < periods; i++) live[i] = Any(random, how);
            for (var step = 0; step < random.Next(1, 30); step++)
            {
                var p = random.Next(periods);
                var value = values[p];
                switch (random.Next(7))
                {
                    case 0: live[p] = Any(random, how); break;
                    case 1 when !locked[p] && (value?.MayChange(false) ?? true):
                        value = values[p] ??= new IndicatorValue();
                        value.Write(live[p], []);
                        if (value.Submit(null, DateTime.UnixEpoch)) log.Add((p, "submit", live[p]));
                        break;
                    case 2 when value?.Return(new LocalText("why"), null, DateTime.UnixEpoch, locked[p]) == true: log.Add((p, "return", Amount.Unknown)); break;
                    case 3 when value?.Approve(null, DateTime.UnixEpoch, locked[p]) == true: log.Add((p, "approve", Amount.Unknown)); break;
                    case 4: locked[p] = true; break;
                    case 5 when value?.State == ValueState.Approved:
                        var correction = Any(random, how);
                        corrections.Add(new ValueCorrection { ValueId = value.Id, Number = corrections.Count(c => c.ValueId == value.Id) + 1, Value = correction.Value, Numerator = correction.Numerator, Denominator = correction.Denominator, Exactness = correction.Exactness, Reason = new LocalText("why") });
                        log.Add((p, "correct", correction));
                        break;
                    // Nothing else may change what was handed in or approved.
                    case 6 when value is { State: ValueState.Submitted or ValueState.Approved }: Assert.Throws<InvalidOperationException>(() => value.Write(live[p], [])); break;
                }
            }

            var at = random.Next(periods);
            foreach (var staff in new[] { true, false })
            {
                var shown = IndicatorSum.At(how, [.. values.Select((v, p) => v?.Standing(corrections.Where(c => c.ValueId == v.Id), staff) ?? (locked[p] ? Amount.Unknown : live[p]))], at);
                var told = Enumerable.Range(0, periods).Select(p => Told(p, staff)).ToList();
                var expected = Recomputed(how, told, at);
                Assert.True(Same(expected, shown.Cumulative.Value) && shown.This.IsKnown == told[at].IsKnown, $"seed {seed + h}, {how}, period {at}: shown {shown.Cumulative.Value}, recomputed {expected}");
            }

            // Told only by the log, without asking the records that the product keeps.
            Amount Told(int p, bool staff)
            {
                (string State, Amount Amount) now = ("draft", Amount.Unknown);
                foreach (var (_, what, amount) in log.Where(l => l.Period == p))
                {
                    now = what switch { "submit" => ("submitted", amount), "return" => ("draft", amount), "approve" => ("approved", now.Amount), _ => (now.State, amount) };
                }

                return now.State == "approved" || staff && now.State == "submitted" ? now.Amount : locked[p] ? Amount.Unknown : live[p];
            }
        }
    }

    /// <summary>With records and people in a database: edit, backdate, cancel, merge, undo, erase, withdraw, hand in, approve, lock, correct.</summary>
    [Theory, OnBothDatabases]
    public async Task Histories_of_records_show_what_their_recomputation_gives(Provider provider)
    {
        var seed = Environment.TickCount;
        var histories = All && provider == Provider.Sqlite ? 10_000 : All ? 500 : 12;
        output.WriteLine($"seed {seed}, {histories} histories");
        await using var bridges = await Consortium.Start(provider);
        for (var h = 0; h < histories; h++) await History(bridges, seed + h);
    }

    private static async Task History(Consortium bridges, int seed)
    {
        var random = new Random(seed);
        var project = Guid.CreateVersion7();
        var output = new ResultNode { ProjectId = project, Level = ResultLevel.Output, Title = new LocalText("Output") };
        ReportingPeriod[] periods = [.. Enumerable.Range(0, 3).Select(i => new ReportingPeriod { ProjectId = project, StartsOn = new DateOnly(2024, 1, 1).AddMonths(4 * i), EndsOn = new DateOnly(2024, 1, 1).AddMonths(4 * (i + 1)).AddDays(-1) })];
        var none = new Dictionary<string, string>();
        Indicator Made(HowItAddsUp how, string figure, string? below = null) => new() { ProjectId = project, NodeId = output.Id, Name = new LocalText(figure), AddsUp = how, From = ValueFrom.Figure, Figure = new FigureSource(figure, Basis.Recorded, none), DenominatorFigure = below is null ? null : new FigureSource(below, Basis.Recorded, none) };
        Indicator[] indicators = [Made(HowItAddsUp.Sum, "programmes.activities"), Made(HowItAddsUp.Sum, "programmes.attendances"), Made(HowItAddsUp.Distinct, "programmes.people"), Made(HowItAddsUp.Share, "programmes.change.moved", "programmes.change.pairs")];
        await bridges.Site.WithDb(async db =>
        {
            db.Add(new Projects.Project { Id = project, Slug = $"p{project:N}", Title = PublishedText.Own(new LocalText("History")) });
            db.Add(output);
            db.AddRange(periods);
            db.AddRange(indicators);
            await db.SaveChangesAsync();
        });
        var viewer = new Viewer(null, [new Membership { Role = Role.Coordinator, ProjectId = project }]);

        // What the test itself remembers of the world: activities with their day, who came, who is one and the same, and answers.
        var (days, held, came, same, people) = (new Dictionary<Guid, DateOnly>(), new Dictionary<Guid, bool>(), new HashSet<(Guid Activity, Guid Person)>(), new Dictionary<Guid, Guid>(), new List<Guid>());
        var answers = new Dictionary<(Guid Activity, int Who), (int Before, int After)>();
        var approved = new Dictionary<(Guid Indicator, int Period), Amount>();
        var locked = new bool[periods.Length];
        var merges = new Stack<(Guid Merge, Guid Gone)>();
        for (var step = 0; step < 18; step++)
        {
            switch (random.Next(10))
            {
                case 0 or 1 or 2:
                    var day = Day();
                    var activity = await Add(day);
                    (days[activity], held[activity]) = (day, true);
                    foreach (var person in people.Where(_ => random.Next(2) == 0).ToList()) await Come(activity, person);
                    if (random.Next(2) == 0) await Newcomer(activity);
                    break;
                case 3 when days.Count > 0: await Newcomer(Pick(days.Keys)); break;
                case 4 when days.Count > 0:
                    // Backdated or put off, into another period or out of all.
                    var moved = Pick(days.Keys);
                    days[moved] = Day();
                    await Change(moved, a => a.SetDate(When.Days(days[moved])));
                    break;
                case 5 when days.Count > 0:
                    var cancelled = Pick(days.Keys);
                    held[cancelled] = !held[cancelled];
                    await Change(cancelled, a => a.State = held[cancelled] ? ActivityState.Held : ActivityState.Cancelled);
                    break;
                case 6 when people.Count > 1:
                    var (kept, gone) = (Pick(people), Pick(people));
                    if (kept == gone) break;
                    var merge = await bridges.Do<MergePersons, PersonMerge>(m => m.Merge(kept, gone));
                    same[gone] = kept;
                    people.Remove(gone);
                    merges.Push((merge.Id, gone));
                    break;
                case 7 when merges.Count > 0:
                    var (undone, back) = merges.Pop();
                    if (!people.Contains(same[back])) break;
                    await bridges.Do<MergePersons>(m => m.Undo(undone));
                    same.Remove(back);
                    people.Add(back);
                    break;
                case 8 when people.Count > 0:
                    // Who is erased stays counted, as nobody; consent that is withdrawn changes no number.
                    var erased = Pick(people);
                    if (random.Next(2) == 0)
                    {
                        await bridges.Do<KeepConsent>(k => k.Give(erased, ConsentPurpose.Photo, AnswerForm.Card, periods[0].StartsOn));
                        await bridges.Do<KeepConsent>(k => k.Withdraw(erased, ConsentPurpose.Photo, AnswerForm.Card, periods[0].EndsOn));
                    }
                    else if (same.Values.All(k => k != erased))
                    {
                        await bridges.Do<ErasePerson, bool>(e => e.Erase(erased));
                        people.Remove(erased);
                    }

                    break;
                case 9 when days.Count > 0: await Answer(Pick(days.Keys)); break;
            }

            if (random.Next(3) == 0) await Report();
        }

        for (var p = 0; p < periods.Length; p++)
        {
            await using var scope = bridges.Site.Scope();
            var framework = await scope.ServiceProvider.GetRequiredService<ReadFramework>().Read(project, viewer, periods[p].Id);
            foreach (var line in framework.Indicators)
            {
                var said = Enumerable.Range(0, p + 1).Select(i => approved.TryGetValue((line.Indicator.Id, i), out var stands) ? stands : locked[i] ? Amount.Unknown : Now(line.Indicator, i)).ToList();
                var expected = Recomputed(line.Indicator.AddsUp, said, p);
                Assert.True(Same(expected, line.Line.Cumulative.Value), $"seed {seed}, {line.Indicator.Figure!.FigureId}, period {p}: shown {line.Line.Cumulative.Value?.ToString() ?? "–"}, recomputed {expected?.ToString() ?? "–"}");
                Assert.True(Same(said[p].Value, line.Line.RecordsSay ?? (line.Indicator.AddsUp == HowItAddsUp.Distinct ? line.Line.This.IsKnown ? line.Line.Cumulative.Value : null : line.Line.This.Value)), $"seed {seed}, {line.Indicator.Figure.FigureId}, this period {p}");
            }
        }

        // Hand in and approve, correct, or lock.
        async Task Report()
        {
            var (p, indicator) = (random.Next(periods.Length), indicators[random.Next(indicators.Length)]);
            await using var scope = bridges.Site.Scope();
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            var value = await db.Set<IndicatorValue>().SingleOrDefaultAsync(v => v.IndicatorId == indicator.Id && v.PeriodId == periods[p].Id);
            if (value is null && !locked[p])
            {
                var answer = await scope.ServiceProvider.GetRequiredService<AskFigure>().Value(viewer, indicator, ReadFramework.From(indicator, periods[p]), periods[p].EndsOn);
                Assert.True(Same(Now(indicator, p).Value, answer.Amount.Value), $"seed {seed}: {indicator.Figure!.FigureId} says {answer.Amount.Value}, the test {Now(indicator, p).Value}");
                if (!answer.Amount.IsKnown) return;
                value = new IndicatorValue { IndicatorId = indicator.Id, PeriodId = periods[p].Id, From = ValueFrom.Figure };
                value.Write(answer.Amount, []);
                Assert.True(value.Submit(null, DateTime.UtcNow) && value.Approve(null, DateTime.UtcNow));
                db.Add(value);
                approved[(indicator.Id, p)] = answer.Amount;
            }
            else if (value is not null && random.Next(2) == 0)
            {
                var amount = indicator.AddsUp == HowItAddsUp.Share ? Amount.Share(random.Next(5), 5) : new Amount(random.Next(20));
                db.Add(new ValueCorrection { ValueId = value.Id, Number = await db.Set<ValueCorrection>().CountAsync(c => c.ValueId == value.Id) + 1, Value = amount.Value, Numerator = amount.Numerator, Denominator = amount.Denominator, Exactness = amount.Exactness, Reason = new LocalText("why"), CorrectedAt = DateTime.UtcNow });
                approved[(indicator.Id, p)] = amount;
            }
            else if (random.Next(3) == 0)
            {
                (await db.Set<ReportingPeriod>().SingleAsync(x => x.Id == periods[p].Id)).LockedOn = periods[p].EndsOn;
                locked[p] = true;
            }

            await db.SaveChangesAsync();
        }

        Amount Now(Indicator indicator, int p)
        {
            var meant = held.Where(a => a.Value && days[a.Key] <= periods[p].EndsOn && (indicator.AddsUp == HowItAddsUp.Distinct || days[a.Key] >= periods[p].StartsOn)).Select(a => a.Key).ToHashSet();
            var there = came.Where(c => meant.Contains(c.Activity)).Select(c => (c.Activity, Person: One(c.Person))).Distinct().ToList();
            var pairs = answers.Where(a => meant.Contains(a.Key.Activity)).Select(a => a.Value).ToList();
            return indicator.Figure!.FigureId switch
            {
                "programmes.activities" => new Amount(meant.Count),
                "programmes.attendances" => there.Count == 0 ? Amount.Unknown : new Amount(there.Count),
                "programmes.people" => there.Count == 0 ? Amount.Unknown : new Amount(there.Select(t => t.Person).Distinct().Count()),
                _ => pairs.Count == 0 ? Amount.Unknown : Amount.Share(pairs.Count(a => a.After > a.Before), pairs.Count),
            };
        }

        Guid One(Guid person)
        {
            while (same.TryGetValue(person, out var kept)) person = kept;
            return person;
        }

        DateOnly Day() => periods[0].StartsOn.AddDays(random.Next(-20, 380));

        Guid Pick(IEnumerable<Guid> of) => of.ElementAt(random.Next(of.Count()));

        async Task Newcomer(Guid activity)
        {
            var person = await bridges.Person($"P{people.Count}", $"{random.Next():x}");
            people.Add(person);
            await Come(activity, person);
        }

        async Task Come(Guid activity, Guid person)
        {
            if (!held[activity]) return;
            await bridges.Record(activity, person, days[activity]);
            came.Add((activity, person));
        }

        async Task Answer(Guid activity)
        {
            await bridges.Site.WithDb(async db =>
            {
                var question = await db.Set<ChangeMeasurement>().SingleOrDefaultAsync(m => m.ActivityId == activity);
                if (question is null) db.Add(question = new ChangeMeasurement { ActivityId = activity, Question = new LocalText("?") });
                var who = random.Next(6);
                // Answered, answered anew, or taken back.
                if (answers.ContainsKey((activity, who)) && random.Next(2) == 0) answers.Remove((activity, who));
                else answers[(activity, who)] = (random.Next(1, 6), random.Next(1, 6));
                var own = answers.Where(a => a.Key.Activity == activity).Select(a => a.Value).ToList();
                (question.Pairs, question.Moved) = (own.Count, own.Count(a => a.After > a.Before));
                await db.SaveChangesAsync();
            });
        }

        async Task<Guid> Add(DateOnly day)
        {
            await using var scope = bridges.Site.Scope();
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            var activity = new Activity { ProjectId = project, Kind = "workshop", Title = PublishedText.Own(new LocalText("Workshop")), State = ActivityState.Held };
            activity.SetDate(When.Days(day));
            db.Add(activity);
            await scope.ServiceProvider.GetRequiredService<SaveActivity>().Run(db, activity);
            return activity.Id;
        }

        async Task Change(Guid id, Action<Activity> change)
        {
            await using var scope = bridges.Site.Scope();
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            var activity = await db.Set<Activity>().AsSplitQuery().Include(a => a.Places).Include(a => a.Organisations).Include(a => a.Sessions).Include(a => a.Roles).SingleAsync(a => a.Id == id);
            change(activity);
            await scope.ServiceProvider.GetRequiredService<SaveActivity>().Run(db, activity);
        }
    }

    // Written out once more, as one would by hand.
    private static decimal? Recomputed(HowItAddsUp how, IReadOnlyList<Amount> told, int at)
    {
        decimal? result = null;
        decimal numerators = 0, denominators = 0;
        for (var i = 0; i <= at; i++)
        {
            if (how == HowItAddsUp.Share)
            {
                if (told[i] is { Numerator: { } n, Denominator: { } d }) (numerators, denominators) = (numerators + n, denominators + d);
                continue;
            }

            if (told[i].Value is not { } value) continue;
            result = how switch { HowItAddsUp.Sum => (result ?? 0) + value, HowItAddsUp.Distinct => result > value ? result : value, _ => value };
        }

        return how == HowItAddsUp.Share ? denominators > 0 ? 100 * numerators / denominators : null : result;
    }

    private static bool Same(decimal? one, decimal? other) => one is null == other is null && Math.Abs((one ?? 0) - (other ?? 0)) < 0.000001m;

    private static Amount Any(Random random, HowItAddsUp how) => random.Next(5) == 0 ? Amount.Unknown
        : how == HowItAddsUp.Share ? Amount.Share(random.Next(10), random.Next(10, 20)) : how == HowItAddsUp.Scale ? new Amount(random.Next(1, 5)) : new Amount(random.Next(100));
}
