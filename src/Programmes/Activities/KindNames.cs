using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Uramost.Platform.Data;
using Uramost.Platform.Language;

namespace Uramost.Programmes.Activities;

/// <summary>Names of kinds of activities in the reader's language: the common ones and those that projects added.</summary>
public sealed class KindNames(IStringLocalizer<Words> words)
{
    /// <summary>The name of a common kind, or null.</summary>
    public string? Common(string code) => ActivityKinds.IsCommon(code) ? words[$"Kind.{code}"].Value : null;

    /// <summary>The name that goes with a number ("4 workshops"), without the number; null for a kind that a project added.</summary>
    public string? Counted(string code, long number) => ActivityKinds.IsCommon(code) ? words.Count($"Kinds.{code}", number) : null;

    /// <summary>Names by code.</summary>
    public async Task<IReadOnlyDictionary<string, string>> Names(PlatformDb db, IReadOnlyCollection<string> codes, CancellationToken ct = default)
    {
        var names = codes.Distinct().ToDictionary(c => c, c => Common(c) ?? c);
        var added = names.Keys.Where(c => !ActivityKinds.IsCommon(c)).ToList();
        if (added.Count > 0)
        {
            foreach (var kind in await db.Set<ActivityKind>().AsNoTracking().Where(k => added.Contains(k.Code)).ToListAsync(ct)) names[kind.Code] = kind.Name.For(UiVariant.Current).Text;
        }

        return names;
    }

    /// <summary>What a form offers: the common kinds by name, then those of the project.</summary>
    public async Task<IReadOnlyList<(string Code, string Name)>> Offered(PlatformDb db, Guid? projectId, CancellationToken ct = default)
    {
        var order = StringComparer.Create(UiVariant.Current.Culture, ignoreCase: true);
        var own = projectId is null ? [] : await db.Set<ActivityKind>().AsNoTracking().Where(k => k.ProjectId == projectId).ToListAsync(ct);
        return [.. ActivityKinds.All.Select(c => (c, words[$"Kind.{c}"].Value)).OrderBy(k => k.Value, order), .. own.Select(k => (k.Code, k.Name.For(UiVariant.Current).Text)).OrderBy(k => k.Text, order)];
    }
}
