using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Uramost.Platform.Data;
using Uramost.Platform.People;

namespace Uramost.Exchange.Companies;

/// <summary>
/// Who may see and change companies: what a viewer is to each of them is found here, by query, and
/// <see cref="CompanyVisibility"/> says what follows from it. Every query of companies begins here.
/// </summary>
public sealed class CompanyRights(Viewer viewer)
{
    private readonly IReadOnlyList<Guid> coordinated = viewer.Projects(Role.Coordinator), facilitated = viewer.Projects(Role.Facilitator), registering = viewer.Projects(Role.Coordinator, Role.Officer, Role.Facilitator);

    private readonly List<(Guid Project, Guid Organisation)> offices =
        [.. viewer.Memberships.Where(m => m is { Role: Role.Officer, ProjectId: not null, OrganisationId: not null }).Select(m => (m.ProjectId!.Value, m.OrganisationId!.Value)).Distinct()];

    /// <summary>Whose rights these are.</summary>
    public Viewer Viewer => viewer;

    /// <summary>Projects to which the viewer may add companies.</summary>
    public IReadOnlyList<Guid> ProjectsToAddTo => registering;

    /// <summary>The partners for which the viewer may add companies to a project; null in the list: for the whole project. Empty: they may not.</summary>
    public IReadOnlyList<Guid?> OwnersFor(Guid projectId) =>
        viewer.Has(projectId, Role.Coordinator, Role.Facilitator) ? [null] : [.. viewer.OfficerOf(projectId).Select(o => (Guid?)o)];

    /// <summary>The companies with which the viewer works: they see all of them and change them.</summary>
    public IQueryable<Company> Own(PlatformDb db)
    {
        var links = OwnLinks(db);
        return db.Set<Company>().Where(c => links.Any(l => l.CompanyId == c.Id));
    }

    /// <summary>Whether the viewer may change a company.</summary>
    public Task<bool> MayEdit(PlatformDb db, Guid companyId, CancellationToken ct = default) => OwnLinks(db).AnyAsync(l => l.CompanyId == companyId, ct);

    /// <summary>The parts that the viewer plays in projects for companies with which they work.</summary>
    public IQueryable<CompanyProject> OwnLinks(PlatformDb db)
    {
        Expression<Func<CompanyProject, bool>> mine = l => coordinated.Contains(l.ProjectId);
        foreach (var (project, organisation) in offices) mine = Or(mine, l => l.ProjectId == project && l.OwnerId == organisation);
        // Whoever registered a company for the whole project goes on working with it, for as long as they have a role there.
        if (viewer.AccountId is { } account && facilitated.Count > 0) mine = Or(mine, l => l.OwnerId == null && l.RegisteredBy == account && facilitated.Contains(l.ProjectId));
        return db.Set<CompanyProject>().Where(mine);
    }

    /// <summary>The companies of which the viewer may see a part; without one, of which they may know at all.</summary>
    public IQueryable<Company> Companies(PlatformDb db, CompanyPart part = CompanyPart.Name) => db.Set<Company>().Where(Sees(db, part));

    /// <summary>The same as a condition, for a filter by something that not everybody may know of a company: who may not see it does not find by it.</summary>
    public Expression<Func<Company, bool>> Sees(PlatformDb db, CompanyPart part)
    {
        var (own, facilitator, partner) = (OwnLinks(db), FacilitatedLinks(db), Introduced(db));
        var (toFacilitators, toPartners) = (Within(CompanyReader.Facilitator, part), Within(CompanyReader.Partner, part));
        var seen = Within(CompanyReader.Other, part);
        if (!viewer.IsSignedIn) return seen;
        if (facilitated.Count > 0) seen = Or(seen, And(toFacilitators, c => facilitator.Any(l => l.CompanyId == c.Id)));
        if (registering.Count > 0)
        {
            seen = Or(seen, And(toPartners, c => partner.Any(p => p == c.Id)));
            seen = Or(seen, c => own.Any(l => l.CompanyId == c.Id));
        }

        return seen;
    }

    /// <summary>What the viewer is to each of some companies.</summary>
    public async Task<IReadOnlyDictionary<Guid, CompanyReader>> ReaderOf(PlatformDb db, IReadOnlyCollection<Guid> companyIds, CancellationToken ct = default)
    {
        var found = companyIds.ToDictionary(id => id, _ => CompanyReader.Other);
        if (registering.Count == 0 || companyIds.Count == 0) return found;
        // The nearest last, so that it stays.
        foreach (var id in await Introduced(db).Where(i => companyIds.Contains(i)).Distinct().ToListAsync(ct)) found[id] = CompanyReader.Partner;
        foreach (var id in await FacilitatedLinks(db).Where(l => companyIds.Contains(l.CompanyId)).Select(l => l.CompanyId).Distinct().ToListAsync(ct)) found[id] = CompanyReader.Facilitator;
        foreach (var id in await OwnLinks(db).Where(l => companyIds.Contains(l.CompanyId)).Select(l => l.CompanyId).Distinct().ToListAsync(ct)) found[id] = CompanyReader.Own;
        return found;
    }

    /// <summary>Companies whose place the viewer may know at least as exactly as this.</summary>
    public Expression<Func<Company, bool>> KnowsPlace(PlatformDb db, ShownPlace exactness)
    {
        var own = OwnLinks(db);
        var exact = Enum.GetValues<ShownPlace>().Where(p => p >= exactness).ToList();
        var known = And(Sees(db, CompanyPart.Place), c => exact.Contains(c.ShownPlace));
        return registering.Count == 0 ? known : Or(known, c => own.Any(l => l.CompanyId == c.Id));
    }

    private IQueryable<CompanyProject> FacilitatedLinks(PlatformDb db) => db.Set<CompanyProject>().Where(l => facilitated.Contains(l.ProjectId));

    // Companies that agreed to be introduced to one of the viewer's own, which agreed to be introduced to them.
    private IQueryable<Guid> Introduced(PlatformDb db)
    {
        var own = OwnLinks(db);
        return db.Set<CompanyConsent>().Where(theirs => theirs.PartnerId != null && theirs.WithdrawnOn == null && own.Any(l => l.CompanyId == theirs.PartnerId)
                && db.Set<CompanyConsent>().Any(ours => ours.CompanyId == theirs.PartnerId && ours.PartnerId == theirs.CompanyId && ours.WithdrawnOn == null)
                // Its own consent to be shown must hold as well: who is nobody's to show introduces nobody.
                && db.Set<Company>().Any(c => c.Id == theirs.PartnerId && c.Consented))
            .Select(theirs => theirs.CompanyId);
    }

    // The same rule as CompanyVisibility.Sees, for the database: the audiences that a reader belongs to, cut to the widest that the part allows.
    private static Expression<Func<Company, bool>> Within(CompanyReader reader, CompanyPart part)
    {
        var mine = CompanyVisibility.Audiences(reader);
        var names = mine.ToList();
        var widest = CompanyVisibility.Widest(part);
        var parts = Enum.GetValues<Audience>().Where(a => mine.Contains(a < widest ? a : widest)).ToList();
        return And<Company>(c => c.Consented && names.Contains(c.NameFor), part switch
        {
            CompanyPart.Name => c => true,
            CompanyPart.Place => c => parts.Contains(c.PlaceFor),
            CompanyPart.Profile => c => parts.Contains(c.ProfileFor),
            CompanyPart.Numbers => c => parts.Contains(c.NumbersFor),
            CompanyPart.Ownership => c => parts.Contains(c.OwnershipFor),
            CompanyPart.Entries => c => parts.Contains(c.EntriesFor),
            CompanyPart.Compliance => c => parts.Contains(c.ComplianceFor),
            _ => c => parts.Contains(c.ContactsFor),
        });
    }

    private static Expression<Func<T, bool>> Or<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) => Join(one, other, Expression.OrElse);

    private static Expression<Func<T, bool>> And<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) => Join(one, other, Expression.AndAlso);

    private static Expression<Func<T, bool>> Join<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other, Func<Expression, Expression, BinaryExpression> how) =>
        Expression.Lambda<Func<T, bool>>(how(one.Body, new Replace(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters);

    private sealed class Replace(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
