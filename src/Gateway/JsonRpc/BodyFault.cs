namespace Actors.Gateway.JsonRpc;

/// <summary>Why a body is no JSON that can be read.</summary>
/// <param name="Message">What is wrong with it, for the client.</param>
/// <param name="Status">The HTTP status: 400, or 413 where it is too large.</param>
internal sealed record BodyFault(string Message, int Status)
{
    public bool IsTooLarge => Status == StatusCodes.Status413PayloadTooLarge;
}
