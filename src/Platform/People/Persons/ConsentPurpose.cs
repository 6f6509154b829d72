namespace Uramost.Platform.People.Persons;

/// <summary>What a person can agree to; each is asked, given and withdrawn by itself.</summary>
public enum ConsentPurpose
{
    /// <summary>Name and signature are shown to a donor or auditor as proof.</summary>
    ProofToDonor,
    /// <summary>The organisation may write or call.</summary>
    Contact,
    /// <summary>Photos in which the person can be recognised are used.</summary>
    Photo,
    /// <summary>Words of the person are quoted with their name.</summary>
    Quotation,
    /// <summary>The person's story is told.</summary>
    Story,
    /// <summary>The person may be asked again later, for a survey or a further activity.</summary>
    ReContact,
}
