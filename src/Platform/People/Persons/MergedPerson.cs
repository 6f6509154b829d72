namespace Uramost.Platform.People.Persons;

/// <summary>
/// One person made of several records: a function of the records as they were and of the merges between them, and of
/// nothing else. So merges made in any order, and merges of which one was undone, end in the same state.
/// </summary>
/// <param name="PersonId">The record that stands for the person.</param>
/// <param name="Members">All records, in the order of their ids.</param>
/// <param name="Content">What is shown of the person.</param>
/// <param name="Sources">From which record each known field comes.</param>
public sealed record MergedPerson(Guid PersonId, IReadOnlyList<Guid> Members, PersonContent Content, IReadOnlyDictionary<PersonField, Guid> Sources)
{
    private static readonly PersonField[] Fields = Enum.GetValues<PersonField>();

    /// <summary>An edge of the merges: which record was kept, which given up, and the choices.</summary>
    public readonly record struct Merge(Guid KeptId, Guid GoneId, MergeChoices Choices);

    /// <summary>
    /// Groups the records by the merges and combines each group.
    /// </summary>
    /// <param name="originals">The records as they were; one whose content was given up for good is <see cref="PersonContent.Empty"/>.</param>
    /// <param name="merges">The merges that hold; both ends are among the records.</param>
    /// <param name="emptied">Records that cannot stand for a person since their content is gone.</param>
    public static IReadOnlyList<MergedPerson> Of(IReadOnlyDictionary<Guid, PersonContent> originals, IReadOnlyCollection<Merge> merges, IReadOnlySet<Guid> emptied)
    {
        var root = originals.Keys.ToDictionary(id => id);
        foreach (var merge in merges)
        {
            var (a, b) = (Find(merge.KeptId), Find(merge.GoneId));
            if (a != b) root[a] = b;
        }

        return [.. originals.Keys.GroupBy(Find).Select(group =>
        {
            var members = group.Order().ToList();
            var own = merges.Where(m => Find(m.KeptId) == group.Key).ToList();
            return Combine(members, own, originals, emptied);
        }).OrderBy(p => p.PersonId)];

        Guid Find(Guid id)
        {
            while (root[id] != id) id = root[id] = root[root[id]];
            return id;
        }
    }

    private static MergedPerson Combine(List<Guid> members, List<Merge> merges, IReadOnlyDictionary<Guid, PersonContent> originals, IReadOnlySet<Guid> emptied)
    {
        var byKept = Order(members, [.. merges.Select(m => (m.KeptId, m.GoneId))]);
        var stands = byKept.Where(id => !emptied.Contains(id)).Append(byKept[0]).First();
        var texts = new Dictionary<PersonField, string>();
        var facts = new Dictionary<PersonField, AnsweredFact>();
        var sources = new Dictionary<PersonField, Guid>();
        foreach (var field in Fields)
        {
            var order = merges.Exists(m => m.Choices.ByField.ContainsKey(field))
                ? Order(members, [.. merges.Select(m => m.Choices.ByField.GetValueOrDefault(field) is { } c ? (c.Winner, c.Loser) : (m.KeptId, m.GoneId))])
                : byKept;
            var pinned = order.Where(id => originals[id].Pinned.Contains(field)).ToList();
            var source = pinned.Count > 0 ? pinned[0] : order.FirstOrDefault(id => originals[id].Knows(field));
            if (!originals.TryGetValue(source, out var from) || !from.Knows(field)) continue;
            sources[field] = source;
            if (from.Identity.TryGetValue(field, out var text)) texts[field] = text;
            if (from.Facts.TryGetValue(field, out var fact)) facts[field] = fact;
        }

        return new MergedPerson(stands, members, new PersonContent(texts, facts, []), sources);
    }

    // Winners before losers; where nothing decides, or decisions contradict each other, the smaller id comes first.
    private static List<Guid> Order(List<Guid> members, List<(Guid Winner, Guid Loser)> decided)
    {
        var left = members.Order().ToList();
        var order = new List<Guid>(left.Count);
        while (left.Count > 0)
        {
            var next = left.Find(id => !decided.Exists(d => d.Loser == id && d.Winner != id && left.Contains(d.Winner)));
            if (next == default) next = left[0];
            order.Add(next);
            left.Remove(next);
        }

        return order;
    }
}
